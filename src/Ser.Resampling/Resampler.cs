using System.Numerics;
using Ser.Core;
using Ser.Resampling.Draws;
using Ser.Resampling.Neighbours;
using Ser.Resampling.OverSampling;
using Ser.Resampling.Reduction;

namespace Ser.Resampling;

/// <summary>Balances a table: checks it, lets a method decide, puts the rows together and reports.</summary>
public static class Resampler
{
    /// <summary>Balances a table by the draws of the options' seed.</summary>
    /// <param name="input">The table; it is not changed.</param>
    /// <param name="options">Every choice.</param>
    /// <param name="threads">Threads at most, 1 or more; the result does not depend on them.</param>
    /// <param name="progress">Is told how far a long search has come.</param>
    /// <param name="cancel">Stops the search for neighbours.</param>
    /// <exception cref="UserError">
    /// The table has no rows or a value that is not finite, the strategy does not suit, or the options are strict and the method cannot do
    /// what its paper says.
    /// </exception>
    public static ResampledRows<T> Run<T>(
        LabelledRows<T> input, ResamplingOptions options, int threads, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(options);
        return Run(input, options, label => new KeyedDraws(options.Seed, label), matrix => new ExactNeighbours<T>(matrix, threads, cancel, progress));
    }

    /// <summary>Decides which rows stay and which are made, without putting the table together: for rows that stand for something else.</summary>
    /// <param name="input">The table; it is not changed.</param>
    /// <param name="options">Every choice.</param>
    /// <param name="threads">Threads at most, 1 or more; the result does not depend on them.</param>
    /// <param name="progress">Is told how far a long search has come.</param>
    /// <param name="cancel">Stops the search for neighbours.</param>
    /// <exception cref="UserError">As <see cref="Run{T}(LabelledRows{T}, ResamplingOptions, int, IProgress{WorkProgress}, CancellationToken)"/>.</exception>
    public static ResamplingPlan Plan<T>(
        LabelledRows<T> input, ResamplingOptions options, int threads, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(options);
        var (_, plan) = Decide(
            input, options, label => new KeyedDraws(options.Seed, label), matrix => new ExactNeighbours<T>(matrix, threads, cancel, progress), isTableWanted: false);
        return plan;
    }

    /// <summary>Balances a table by given draws and neighbours.</summary>
    internal static ResampledRows<T> Run<T>(
        LabelledRows<T> input, ResamplingOptions options, Func<string, IDraws> draws, Func<RowMatrix<T>, INeighbourSearch> searchIn)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (whole, plan) = Decide(input, options, draws, searchIn, isTableWanted: true);
        return new ResampledRows<T>(whole!.Matrix, whole.Labels, plan.Kept, plan.Made, plan.Report);
    }

    private static (LabelledRows<T>? Table, ResamplingPlan Plan) Decide<T>(
        LabelledRows<T> input, ResamplingOptions options, Func<string, IDraws> draws, Func<RowMatrix<T>, INeighbourSearch> searchIn, bool isTableWanted)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        RequireFinite(input.Matrix);
        var streams = new Dictionary<string, IDraws>(StringComparer.Ordinal);
        IDraws Draws(string label) => streams.TryGetValue(label, out var stream) ? stream : streams[label] = draws(label);
        var remarks = new Remarks(options.Method, options.Strict);
        int[][] members = Members(input.Labels, input.Classes.Count);
        if (members.Count(rows => rows.Length > 0) == 1)
        {
            string only = input.Classes[Array.FindIndex(members, rows => rows.Length > 0)];
            remarks.Add(null, $"all rows are {only}", "there is nothing to balance, every row stays");
            return (input, PlanOf(input, [], [.. input.Labels.Select(_ => true)], remarks));
        }

        // 1. new rows, class by class
        var made = OverSamplerOf(options) is { } overSampler ? Make(overSampler, input, members, options, Draws, searchIn(input.Matrix), remarks) : [];
        var reduction = ReductionOf(options);
        var whole = isTableWanted || reduction is not null ? PutTogether(input, made, options, Draws) : null;

        // 2. rows taken away, of what there is now
        bool[] keep = reduction is not null
            ? Reduce(reduction, whole!, options.Method.MakesRows(), input.Classes, options, Draws, searchIn, remarks)
            : [.. Enumerable.Repeat(true, input.Labels.Length + made.Count)];
        return (isTableWanted ? Without(whole!, keep) : null, PlanOf(input, made, keep, remarks));
    }

    private static IOverSampler? OverSamplerOf(ResamplingOptions options) => options.Method switch
    {
        ResamplingMethod.Random => new RandomOverSampling(),
        ResamplingMethod.Smote or ResamplingMethod.SmoteTomek or ResamplingMethod.SmoteEnn => new Smote(options.Neighbours),
        ResamplingMethod.BorderlineSmote => new BorderlineSmote(options.BorderlineKind, options.Neighbours, options.BorderNeighbours),
        ResamplingMethod.Adasyn => new Adasyn(options.Neighbours),
        _ => null,
    };

    private static IReduction? ReductionOf(ResamplingOptions options) => options.Method switch
    {
        ResamplingMethod.Undersample => new RandomUnderSampling(),
        ResamplingMethod.Tomek or ResamplingMethod.SmoteTomek => new TomekLinks(),
        ResamplingMethod.Enn or ResamplingMethod.SmoteEnn => new EditedNearestNeighbours(options.EditNeighbours, options.EditRule),
        _ => null,
    };

    private static List<SyntheticRow> Make<T>(
        IOverSampler method, LabelledRows<T> input, int[][] members, ResamplingOptions options, Func<string, IDraws> draws, INeighbourSearch search,
        Remarks remarks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int?[] targets = options.Strategy.OverSamplingTargets([.. members.Select(rows => rows.Length)], input.Classes);
        var made = new List<SyntheticRow>();
        for (int label = 0; label < targets.Length; label++)
        {
            string name = input.Classes[label];
            int wanted = (targets[label] ?? 0) - members[label].Length;
            if (wanted > 0)
            {
                made.AddRange(method.Make(new ClassTask(label, name, members[label], input.Labels, wanted, search, draws(name), remarks)));
            }
            else if (targets[label] is { } target && wanted < 0)
            {
                remarks.Add(name, $"has {members[label].Length} rows and {target} are asked for", "it is left as it is, for over-sampling takes none away");
            }
        }

        return made;
    }

    /// <summary>After over-sampling, every class is cleaned whatever the strategy was: it said how many rows to make.</summary>
    private static bool[] Reduce<T>(
        IReduction method, LabelledRows<T> whole, bool isCleaning, IReadOnlyList<string> classes, ResamplingOptions options, Func<string, IDraws> draws,
        Func<RowMatrix<T>, INeighbourSearch> searchIn, Remarks remarks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var members = Members(whole.Labels, classes.Count);
        var strategy = isCleaning ? SamplingStrategy.Parse("all") : options.Strategy;
        bool[] keep = method.Keep(new ReductionTask(whole.Labels, classes, members, strategy, searchIn(whole.Matrix), draws, remarks));
        for (int label = 0; label < members.Length; label++)
        {
            if (members[label].Length > 0 && !members[label].Any(row => keep[row]))
            {
                remarks.Add(classes[label], "none of its rows agrees with its neighbours", "all of them are taken away and the class is gone");
            }
        }

        return keep;
    }

    /// <summary>All rows that came in, then the new ones.</summary>
    private static LabelledRows<T> PutTogether<T>(LabelledRows<T> input, List<SyntheticRow> made, ResamplingOptions options, Func<string, IDraws> draws)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var matrix = input.Matrix;
        long length = matrix.Values.LongLength + ((long)made.Count * matrix.Columns);
        if (length > Array.MaxLength)
        {
            throw new UserError($"{matrix.Rows + made.Count} rows of {matrix.Columns} columns are more than fit into one table; ask for fewer rows");
        }

        if (made.Count == 0)
        {
            return input;
        }

        var values = new T[length];
        matrix.Values.CopyTo(values, 0);
        var noise = options.Method == ResamplingMethod.Random && options.Shrinkage > 0 ? new Smoothing<T>(input, options.Shrinkage) : null;
        int place = matrix.Values.Length;
        foreach (var group in made.GroupBy(row => row.Label))
        {
            int first = place;
            foreach (var row in group)
            {
                Interpolate(matrix.Row(row.First), matrix.Row(row.Second), row.Step, values.AsSpan(place, matrix.Columns));
                place += matrix.Columns;
            }

            noise?.Add(group.Key, values.AsSpan(first..place), draws(input.Classes[group.Key]));
        }

        return new LabelledRows<T>(new RowMatrix<T>(values, matrix.Columns), [.. input.Labels, .. made.Select(row => row.Label)], input.Classes);
    }

    /// <summary>first + step · (second − first), in double but for the difference: to the bit what NumPy makes of float and of double rows.</summary>
    private static void Interpolate<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second, double step, Span<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (step == 0)
        {
            first.CopyTo(row);
            return;
        }

        for (int i = 0; i < row.Length; i++)
        {
            T difference = second[i] - first[i];
            row[i] = T.IsFinite(difference)
                ? T.CreateTruncating(double.CreateTruncating(first[i]) + (step * double.CreateTruncating(difference)))
                : T.CreateTruncating(((1 - step) * double.CreateTruncating(first[i])) + (step * double.CreateTruncating(second[i])));
        }
    }

    private static LabelledRows<T> Without<T>(LabelledRows<T> whole, bool[] keep)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] stay = [.. keep.Index().Where(pair => pair.Item).Select(pair => pair.Index)];
        if (stay.Length == keep.Length)
        {
            return whole;
        }

        int columns = whole.Matrix.Columns;
        var values = new T[(long)stay.Length * columns];
        for (int i = 0; i < stay.Length; i++)
        {
            whole.Matrix.Row(stay[i]).CopyTo(values.AsSpan(i * columns));
        }

        return new LabelledRows<T>(new RowMatrix<T>(values, columns), [.. stay.Select(row => whole.Labels[row])], whole.Classes);
    }

    private static ResamplingPlan PlanOf<T>(LabelledRows<T> input, List<SyntheticRow> made, bool[] keep, Remarks remarks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = input.Labels.Length;
        int[] kept = [.. Enumerable.Range(0, rows).Where(row => keep[row])];
        SyntheticRow[] stayed = [.. made.Where((_, i) => keep[rows + i])];
        var changes = input.Classes
            .Select((name, label) => new ClassChange(
                name, input.Labels.Count(other => other == label), kept.Count(row => input.Labels[row] == label), stayed.Count(row => row.Label == label)))
            .Where(change => change.Before > 0);
        return new ResamplingPlan(kept, stayed, new ResamplingReport([.. changes], remarks.All));
    }

    private static int[][] Members(int[] labels, int classes)
    {
        var members = Enumerable.Range(0, classes).Select(_ => new List<int>()).ToArray();
        foreach (var (row, label) in labels.Index())
        {
            members[label].Add(row);
        }

        return [.. members.Select(rows => rows.ToArray())];
    }

    private static void RequireFinite<T>(RowMatrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (matrix.Rows == 0)
        {
            throw new UserError("the table has no rows that can be balanced; give rows with labels");
        }

        int place = Array.FindIndex(matrix.Values, value => !T.IsFinite(value));
        if (place >= 0)
        {
            var (row, column) = Math.DivRem(place, matrix.Columns);
            throw new UserError($"row {row + 1}, value {column + 1} is {matrix.Values[place]}; fill the gaps or leave the row or the column out");
        }
    }
}
