using Ser.Evaluation;

namespace Ser.Tests.Commands.Evaluation;

/// <summary>A run folder whose verdicts are made: clip i is said by speaker i mod 6, and wrong where a rule says so.</summary>
internal static class MadeRun
{
    public static readonly string[] Labels = ["happy", "sad"];

    public static ClassificationFigures Figures(int clips, Predicate<int> isWrong)
    {
        int[] truth = [.. Enumerable.Range(0, clips).Select(Truth)];
        int[] predicted = [.. Enumerable.Range(0, clips).Select(i => isWrong(i) ? 1 - truth[i] : truth[i])];
        return SpeakerBootstrap.Add(
            ClassificationFigures.Measure(Labels, truth, predicted), truth, predicted, [.. Enumerable.Range(0, clips).Select(Speaker)], seed: 1);
    }

    /// <summary>Writes metrics.json, predictions.csv and split.csv, and gives the path of the folder.</summary>
    public static string Write(ScratchFolder scratch, string name, int clips, Predicate<int> isWrong)
    {
        scratch.Write($"{name}/metrics.json", Figures(clips, isWrong).ToJson(indented: true));
        scratch.Write($"{name}/predictions.csv", Predictions(clips, isWrong));
        scratch.Write($"{name}/split.csv", "file,label,speaker,part\n" + string.Concat(
            Enumerable.Range(0, clips).Select(i => $"clip {i}.wav,{Labels[Truth(i)]},{Speaker(i)},test\n")));
        return scratch[name];
    }

    public static string Predictions(int clips, Predicate<int> isWrong) => "file,truth,predicted,confidence,happy,sad\n" + string.Concat(
        Enumerable.Range(0, clips).Select(i => $"clip {i}.wav,{Labels[Truth(i)]},{Labels[isWrong(i) ? 1 - Truth(i) : Truth(i)]},0.5,0.5,0.5\n"));

    private static int Truth(int clip) => clip / 6 % 2;

    private static string Speaker(int clip) => $"made:{clip % 6}";
}
