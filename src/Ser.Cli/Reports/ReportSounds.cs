using Ser.Audio.Editing;
using Ser.Audio.Wav;
using Ser.Core;
using Ser.Corpora;
using Ser.Evaluation;
using Ser.Features;
using Ser.Inference;
using Ser.Reporting;
using Ser.Reporting.Pages;

namespace Ser.Cli.Reports;

/// <summary>What a report page takes from the recordings themselves: a map of the clips, and the mistakes to hear and see.</summary>
internal static class ReportSounds
{
    private const int ShownMistakes = 6, MostPoints = 2000, Rate = 16_000;
    private const double MostSeconds = 4, SilenceDb = 35;

    /// <summary>The clips that were most confidently wrong, with their spectrograms and sounds as far as the recordings are at hand.</summary>
    /// <param name="labels">Of the figures; the probabilities of the clips have this order.</param>
    /// <param name="clips">The tested clips.</param>
    /// <param name="find">The recording of a clip; null where it is not at hand.</param>
    /// <param name="withSounds">Whether they may be played.</param>
    public static IReadOnlyList<ReportMistake> Mistakes(
        IReadOnlyList<string> labels, IReadOnlyList<ReportClip> clips, Func<ReportClip, Clip?> find, bool withSounds)
    {
        var index = labels.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var worst = ConfidentMistakes.Of(
            [.. clips.Select(clip => index[clip.Truth])], [.. clips.Select(clip => index[clip.Predicted])], [.. clips.Select(clip => clip.Probabilities.ToArray())], ShownMistakes);
        return [.. worst.Select(i => Mistake(clips[i], find(clips[i]), withSounds))];
    }

    /// <summary>Where the clips lie for a model; null where its graph does not tell, or none of them can be read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clips">The clips; of very many, some that are spread evenly.</param>
    /// <param name="threads">Threads at most; the map does not depend on them.</param>
    /// <param name="progress">Told after every clip.</param>
    /// <param name="cancel">Stops between clips.</param>
    public static EmbeddingMap? Map(EmotionModel model, IReadOnlyList<Clip> clips, int threads, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        int count = Math.Min(clips.Count, MostPoints), done = 0;
        Clip[] shown = [.. Enumerable.Range(0, count).Select(i => clips[(int)((long)i * clips.Count / count)])];
        var vectors = new float[]?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, i =>
        {
            vectors[i] = Vector(model, shown[i]);
            progress.Report(new WorkProgress("mapping clips", Interlocked.Increment(ref done), count));
        });

        int[] known = [.. Enumerable.Range(0, count).Where(i => vectors[i] is { Length: > 0 } && vectors[i]!.Length == (vectors.FirstOrDefault(vector => vector is not null)?.Length ?? 0))];
        if (known.Length == 0)
        {
            return null;
        }

        int columns = vectors[known[0]]!.Length;
        float[] values = [.. known.SelectMany(i => vectors[i]!)];
        var components = PrincipalComponents.Fit(values, columns, [.. Enumerable.Range(0, known.Length)]);
        return new EmbeddingMap(
            [.. known.Select((clip, row) =>
            {
                var (first, second) = components.Project(values.AsSpan(row * columns, columns));
                return new EmbeddingPoint(first, second, shown[clip].Label);
            })],
            components.Shares);
    }

    private static float[]? Vector(EmotionModel model, Clip clip)
    {
        try
        {
            var sound = ClipAudio.Read(clip);
            return model.Embed(sound.Samples, sound.Rate);
        }
        catch (UserError)
        {
            return null;   // it was named when it was tested; the map is made of the others
        }
    }

    private static ReportMistake Mistake(ReportClip clip, Clip? recording, bool withSounds)
    {
        if (recording is null)
        {
            return new ReportMistake(clip, null, default);
        }

        try
        {
            var whole = ClipAudio.Read(recording).AtRate(Rate);
            var heard = new AudioEdit { TrimSilenceDb = SilenceDb }.Apply(whole, recording.File);
            float[] samples = heard.Samples[..(int)Math.Min(heard.Samples.Length, MostSeconds * Rate)];
            var plan = FeaturePlan.Speech;
            var features = new FeatureExtractor(plan).Extract(samples, FeatureKinds.LogMel);
            return new ReportMistake(clip, ClipPlotData.From(clip.File, samples, Rate, plan, features), withSounds ? Wav(samples) : default);
        }
        catch (UserError)
        {
            return new ReportMistake(clip, null, default);
        }
    }

    private static byte[] Wav(float[] samples)
    {
        using var file = new MemoryStream();
        WavWriter.Write(file, samples, 1, Rate);
        return file.ToArray();
    }
}
