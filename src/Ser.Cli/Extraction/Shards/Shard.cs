using System.Globalization;

namespace Ser.Cli.Extraction.Shards;

/// <summary>Every n-th recording, so that several machines can share the work.</summary>
/// <param name="Number">1 to Count.</param>
/// <param name="Count">Shards in all.</param>
internal sealed record Shard(int Number, int Count)
{
    /// <summary>All recordings.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Reads text such as 2/4; null where it is none.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var first, var second]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && number >= 1 && number <= count
            ? new Shard(number, count)
            : null;

    /// <summary>Its recordings of all.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> recordings) => recordings.Where((_, i) => i % Count == Number - 1);

    /// <summary>How many of a number of recordings are its own.</summary>
    public int CountOf(int recordings) => (recordings - Number + Count) / Count;

    public override string ToString() => $"{Number}/{Count}";
}
