using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>The same clips as two models took them.</summary>
/// <param name="Truth">Class of each clip.</param>
/// <param name="First">What the first model took it for.</param>
/// <param name="Second">What the second one took it for.</param>
/// <param name="Speakers">Who speaks; null or empty where that is not known.</param>
internal sealed record PairedClips(int[] Truth, int[] First, int[] Second, string?[] Speakers)
{
    /// <summary>Fixed, so that the same clips always give the same interval.</summary>
    private const long Seed = 1;

    /// <summary>Puts two tests side by side.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    /// <param name="reason">Why it cannot be done; null where it can.</param>
    /// <returns>Null unless both are of the same clips, by name and label.</returns>
    public static PairedClips? Of(MeasuredClips first, MeasuredClips second, out string? reason)
    {
        string[] names = [.. first.ByName.Keys.Order(StringComparer.Ordinal)];
        string[] common = [.. names.Where(second.ByName.ContainsKey)];
        if (common.Length < names.Length || common.Length < second.ByName.Count)
        {
            reason = $"not the same clips: {names.Length} and {second.ByName.Count}, {(common.Length == 0 ? "none" : common.Length)} in common";
            return null;
        }

        if (common.FirstOrDefault(name => first.ByName[name].Truth != second.ByName[name].Truth) is { } other)
        {
            reason = $"not the same truth: {other} is {first.ByName[other].Truth} here and {second.ByName[other].Truth} there";
            return null;
        }

        reason = null;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        return new PairedClips(
            Classes(name => first.ByName[name].Truth),
            Classes(name => first.ByName[name].Predicted),
            Classes(name => second.ByName[name].Predicted),
            [.. names.Select(name => first.ByName[name].Speaker is { Length: > 0 } known ? known : second.ByName[name].Speaker)]);

        int[] Classes(Func<string, string> label) => [.. names.Select(name =>
        {
            index.TryAdd(label(name), index.Count);
            return index[label(name)];
        })];
    }

    /// <summary>UAR of the first minus UAR of the second.</summary>
    public PairedDifference Difference() => PairedBootstrap.Difference(Truth, First, Second, Speakers, Seed);

    /// <summary>Whether one of them is right more often.</summary>
    public McNemarResult Test() => McNemar.Test(Truth, First, Second);
}
