using System.Globalization;
using Ser.Core;

namespace Ser.Resampling;

/// <summary>Which classes are resampled, and to how many rows. The names are those of imbalanced-learn.</summary>
public sealed class SamplingStrategy
{
    private const string AutoName = "auto", MinorityName = "minority", MajorityName = "majority";
    private const string NotMinorityName = "not minority", NotMajorityName = "not majority", AllName = "all";

    private static readonly string[] Names = [AutoName, MinorityName, MajorityName, NotMinorityName, NotMajorityName, AllName];

    private readonly string name;
    private readonly IReadOnlyList<(string Class, int Rows)> counts;

    private SamplingStrategy(string name, IReadOnlyList<(string Class, int Rows)> counts)
    {
        this.name = name;
        this.counts = counts;
    }

    /// <summary>Every class but the largest is filled up to it; where rows are taken away: every class but the smallest.</summary>
    public static SamplingStrategy Auto { get; } = new(AutoName, []);

    /// <summary>Reads "auto", "minority", "majority", "not minority", "not majority", "all", or counts such as "calm=500,surprise=600".</summary>
    /// <exception cref="UserError">It is none of these.</exception>
    public static SamplingStrategy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = text.Trim().ToLowerInvariant().Replace('-', ' ').Replace('_', ' ');
        if (Names.Contains(plain))
        {
            return new SamplingStrategy(plain, []);
        }

        var counts = new List<(string, int)>();
        foreach (string item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = item.LastIndexOf('=');
            if (equals < 1 || !int.TryParse(item[(equals + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int rows))
            {
                throw new UserError($"strategy '{text}': '{item}' is no class with a number of rows; give {string.Join(", ", Names)}, or counts such as calm=500,surprise=600");
            }

            string label = item[..equals].Trim();
            if (counts.Any(known => known.Item1 == label))
            {
                throw new UserError($"strategy '{text}': {label} stands there twice; give it once");
            }

            counts.Add((label, rows));
        }

        return counts.Count > 0
            ? new SamplingStrategy("", counts)
            : throw new UserError($"strategy '{text}' names no class; give {string.Join(", ", Names)}, or counts such as calm=500,surprise=600");
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => name.Length > 0 ? name : string.Join(',', counts.Select(pair => $"{pair.Class}={pair.Rows}"));

    /// <summary>How many rows each class shall have where rows are made; null for classes that are left alone.</summary>
    /// <param name="present">Rows of each class now.</param>
    /// <param name="classes">Their names.</param>
    /// <exception cref="UserError">It does not suit over-sampling, or names a class without rows.</exception>
    internal int?[] OverSamplingTargets(int[] present, IReadOnlyList<string> classes)
    {
        if (name.Length == 0)
        {
            return FromCounts(present, classes);
        }

        int most = present.Max();
        return Chosen(present, name switch
        {
            AutoName or NotMajorityName => (_, isLargest) => !isLargest,
            MinorityName => (isSmallest, _) => isSmallest,
            NotMinorityName => (isSmallest, _) => !isSmallest,
            AllName => (_, _) => true,
            _ => throw new UserError($"strategy '{name}' cannot be used where rows are made; give {AutoName}, {MinorityName}, {NotMinorityName}, {AllName} or counts"),
        }, most);
    }

    /// <summary>How many rows each class shall keep at most where rows are taken away; null for classes that are left alone.</summary>
    /// <exception cref="UserError">It does not suit under-sampling, or names a class without rows.</exception>
    internal int?[] UnderSamplingTargets(int[] present, IReadOnlyList<string> classes)
    {
        if (name.Length == 0)
        {
            return FromCounts(present, classes);
        }

        int fewest = present.Where(count => count > 0).DefaultIfEmpty(0).Min();
        return Chosen(present, name switch
        {
            AutoName or NotMinorityName => (isSmallest, _) => !isSmallest,
            MajorityName => (_, isLargest) => isLargest,
            NotMajorityName => (_, isLargest) => !isLargest,
            AllName => (_, _) => true,
            _ => throw new UserError($"strategy '{name}' cannot be used where rows are taken away; give {AutoName}, {MajorityName}, {NotMajorityName}, {AllName} or counts"),
        }, fewest);
    }

    /// <summary>Which classes a method that cleans may take rows of; it decides itself how many.</summary>
    /// <exception cref="UserError">It gives counts, or does not suit a method that takes rows away.</exception>
    internal bool[] CleanedClasses(int[] present, IReadOnlyList<string> classes) => name.Length == 0
        ? throw new UserError($"strategy '{this}': tomek and enn decide by themselves how many rows they take; give {AutoName}, {MajorityName}, {NotMajorityName} or {AllName}")
        : [.. UnderSamplingTargets(present, classes).Select(target => target is not null)];

    /// <summary>Among classes of one size, the first in order is the largest or smallest: as in imbalanced-learn.</summary>
    private static int?[] Chosen(int[] present, Func<bool, bool, bool> isChosen, int target)
    {
        int smallest = -1, largest = -1;
        for (int i = 0; i < present.Length; i++)
        {
            if (present[i] > 0)
            {
                smallest = smallest < 0 || present[i] < present[smallest] ? i : smallest;
                largest = largest < 0 || present[i] > present[largest] ? i : largest;
            }
        }

        return [.. present.Select((count, i) => count > 0 && isChosen(i == smallest, i == largest) ? target : (int?)null)];
    }

    private int?[] FromCounts(int[] present, IReadOnlyList<string> classes)
    {
        var targets = new int?[present.Length];
        foreach (var (label, rows) in counts)
        {
            int index = classes.ToList().IndexOf(label);
            if (index < 0 || present[index] == 0)
            {
                throw new UserError($"strategy '{this}': no row is {label}; the classes are {string.Join(", ", classes.Where((_, i) => present[i] > 0))}");
            }

            targets[index] = rows;
        }

        return targets;
    }
}
