using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits;

/// <summary>Corpora of people who do not exist.</summary>
internal static class Crowd
{
    /// <summary>Each speaker says every label <paramref name="takes"/> times.</summary>
    public static IEnumerable<Clip> Clips(
        string corpus, int men, int women, int unknown = 0, int takes = 2, params string[] labels)
    {
        for (int speaker = 0; speaker < men + women + unknown; speaker++)
        {
            string? gender = speaker < men ? "male" : speaker < men + women ? "female" : null;
            foreach (string label in labels.Length > 0 ? labels : ["angry", "happy"])
            {
                for (int take = 0; take < takes; take++)
                {
                    yield return Clip($"{corpus}:{speaker:00}", gender, label, take);
                }
            }
        }
    }

    public static Clip Clip(string? speaker, string? gender, string label, int take)
    {
        string name = $"{speaker?.Replace(':', '/') ?? "unknown"}/{label}-{take}.wav";
        return new Clip { File = name, Name = name, Label = label, Speaker = speaker, Gender = gender };
    }

    /// <summary>3 to 40 speakers of one to three corpora, each with some of the labels and uneven numbers of clips.</summary>
    public static Corpus Random(int seed)
    {
        var random = new Random(seed);
        var clips = new List<Clip>();
        int speakers = random.Next(3, 41);
        int corpora = random.Next(1, 4);
        for (int speaker = 0; speaker < speakers; speaker++)
        {
            string name = $"corpus{random.Next(corpora)}:{speaker}";
            string? gender = random.Next(5) == 0 ? null : random.Next(2) == 0 ? "male" : "female";
            foreach (string label in Emotions.All)
            {
                int takes = label is "angry" or "happy" ? random.Next(1, 4) : random.Next(0, 3);
                clips.AddRange(Enumerable.Range(0, takes).Select(take => Clip(name, gender, label, take)));
            }
        }

        // A class that a single speaker has would be refused in some draws; here every class has at least three.
        var common = clips.GroupBy(clip => clip.Label).Where(group => group.DistinctBy(clip => clip.Speaker).Count() >= 3);
        return new Corpus("random", common.SelectMany(group => group));
    }
}
