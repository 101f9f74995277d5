namespace Ser.Tests.Cli;

/// <summary>Names of RAVDESS files, and corpora that bear them.</summary>
internal static class Ravdess
{
    public const string Happy = "03", Angry = "05";

    /// <summary>Such as Actor_01/03-01-05-01-01-01-01.wav.</summary>
    public static string Name(int actor, string emotion, int statement = 1, int repetition = 1) =>
        $"Actor_{actor:00}/03-01-{emotion}-01-{statement:00}-{repetition:00}-{actor:00}.wav";

    /// <summary>Writes a corpus of happy and angry clips that all hold the same.</summary>
    public static void Write(TemporaryFolder folder, string name, int actors, int clipsPerActor, byte[] content) =>
        Write(folder, name, actors, clipsPerActor, _ => content);

    /// <summary>Writes a corpus of happy and angry clips; the content is made for each of them by its number.</summary>
    public static void Write(TemporaryFolder folder, string name, int actors, int clipsPerActor, Func<int, byte[]> content)
    {
        for (int actor = 1; actor <= actors; actor++)
        {
            for (int clip = 0; clip < clipsPerActor; clip++)
            {
                folder.Write(Path.Combine(name, Name(actor, clip % 2 == 0 ? Happy : Angry, 1 + (clip / 2 % 2), 1 + (clip / 4))), content((actor * clipsPerActor) + clip));
            }
        }
    }
}
