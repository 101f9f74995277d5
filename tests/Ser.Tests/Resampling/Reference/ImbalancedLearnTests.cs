using System.Text.Json;
using Ser.Core;
using Ser.Resampling;
using Ser.Resampling.Neighbours;
using Ser.Resampling.OverSampling;
using Ser.Tests.Features.Reference;

namespace Ser.Tests.Resampling.Reference;

/// <summary>With the draws that imbalanced-learn 0.10.0 made, its rows come out.</summary>
public sealed class ImbalancedLearnTests
{
    private static readonly string[] Classes = ["0", "1", "2"];

    /// <summary>Folder of a run, its method, k, and what else is special about it.</summary>
    public static TheoryData<string, string> OverSampling() => new()
    {
        { "smote_auto", "smote" }, { "smote_dict", "smote" }, { "smote_not_minority", "smote" }, { "smote_all", "smote" },
        { "borderline1", "borderline-smote" }, { "borderline2", "borderline-smote" }, { "adasyn_auto", "adasyn" },
        { "random_over", "random" }, { "random_over_shrink1", "random" }, { "random_over_shrink0.3", "random" },
    };

    public static TheoryData<string, string> Reduction() => new()
    {
        { "tomek_auto", "tomek" }, { "tomek_all", "tomek" }, { "enn_auto", "enn" }, { "enn_all_all", "enn" }, { "enn_all_mode", "enn" },
        { "random_under", "undersample" }, { "smote_tomek", "smote-tomek" }, { "smote_enn", "smote-enn" },
    };

    [Theory]
    [MemberData(nameof(OverSampling))]
    public void Fed_with_its_draws_over_sampling_gives_its_rows(string run, string method)
    {
        foreach (string set in (string[])["a", "b"])
        {
            var recording = Record(set, run, method);
            Check(set, run, Resampler.Run(Data(set), Options(set, run, method), _ => recording, _ => recording));
            Assert.True(recording.IsExhausted);
        }
    }

    /// <summary>Set a has no ties, so nothing but the draws needs to be fed.</summary>
    [Theory]
    [MemberData(nameof(OverSampling))]
    public void With_neighbours_of_our_own_too(string run, string method)
    {
        var recording = Record("a", run, method);
        Check("a", run, Resampler.Run(Data("a"), Options("a", run, method), _ => recording, Own));
    }

    [Theory]
    [MemberData(nameof(Reduction))]
    public void The_same_rows_stay(string run, string method)
    {
        foreach (string set in (string[])["a", "b"])
        {
            var recording = Record(set, run, method);
            var fed = Resampler.Run(Data(set), Options(set, run, method), _ => recording, _ => recording);
            Assert.True(recording.IsExhausted);
            CheckKept(set, run, fed);
        }

        var draws = Record("a", run, method);
        CheckKept("a", run, Resampler.Run(Data("a"), Options("a", run, method), _ => draws, Own));
    }

    [Fact]
    public void Ratios_and_counts_of_ADASYN_are_the_same()
    {
        foreach (string set in (string[])["a", "b"])
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Folder(set, "adasyn_auto", "ratios.json")));
            foreach (var item in json.RootElement.EnumerateArray())
            {
                int[] foreign = [.. item.GetProperty("foreign_fraction").EnumerateArray().Select(value => (int)Math.Round(5 * value.GetDouble()))];
                double[] ratios = Adasyn.Ratios(foreign, 5);
                Assert.All(item.GetProperty("normalised_ratio").EnumerateArray().Zip(ratios), pair => Assert.Equal(pair.First.GetDouble(), pair.Second, 1e-15));
                Assert.Equal(
                    item.GetProperty("per_sample_counts").EnumerateArray().Select(value => value.GetInt32()),
                    Adasyn.Counts(ratios, item.GetProperty("asked").GetInt32()));
            }
        }
    }

    [Fact]
    public void The_same_rows_are_in_danger()
    {
        foreach (string set in (string[])["a", "b"])
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Folder(set, "borderline1", "danger.json")));
            foreach (var item in json.RootElement.EnumerateArray())
            {
                int[] foreign = [.. item.GetProperty("foreign_of_10").EnumerateArray().Select(value => value.GetInt32())];
                int[] danger = [.. item.GetProperty("danger").EnumerateArray().Index().Where(pair => pair.Item.GetInt32() == 1).Select(pair => pair.Index)];
                Assert.Equal(danger, BorderlineSmote.InDanger([.. Enumerable.Range(0, foreign.Length)], foreign, 10));
            }
        }
    }

    [Fact]
    public void Class_weights_are_the_same()
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(TestData.Require("reference", "oversampling", "index.json")));
        var eight = index.RootElement.GetProperty("class_weight_balanced_eight");
        int[] counts = [.. eight.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32())];
        Assert.All(
            eight.GetProperty("weights").EnumerateArray().Zip(Ser.Resampling.ClassWeights.Balanced(counts)),
            pair => Assert.Equal(pair.First.GetDouble(), pair.Second, 1e-12));
        foreach (string set in (string[])["a", "b"])
        {
            int[] present = [.. Data(set).Labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
            Assert.All(
                index.RootElement.GetProperty($"class_weight_balanced_{set}").EnumerateObject().Zip(Ser.Resampling.ClassWeights.Balanced(present)),
                pair => Assert.Equal(pair.First.Value.GetDouble(), pair.Second, 1e-12));
        }
    }

    /// <summary>What makes imbalanced-learn stop ends here, and what was done is said; only NaN is an error, as there.</summary>
    [Fact]
    public void Where_it_stops_with_an_error_the_next_best_is_done_and_told()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(TestData.Require("reference", "oversampling", "failures.json")));
        int tried = 0;
        foreach (var failure in json.RootElement.EnumerateArray().Where(failure => failure.TryGetProperty("X", out var x) && x.ValueKind == JsonValueKind.Array))
        {
            string name = failure.GetProperty("name").GetString()!;
            double[][] rows = [.. failure.GetProperty("X").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
            int[] labels = [.. failure.GetProperty("y").EnumerateArray().Select(value => value.GetInt32())];
            var input = new LabelledRows<double>(new RowMatrix<double>([.. rows.SelectMany(row => row)], rows[0].Length), labels, ["0", "1"]);
            var options = new ResamplingOptions
            {
                Method = name.StartsWith("adasyn", StringComparison.Ordinal) ? ResamplingMethod.Adasyn
                    : name.StartsWith("borderline", StringComparison.Ordinal) ? ResamplingMethod.BorderlineSmote
                    : name.Contains("tomek", StringComparison.Ordinal) ? ResamplingMethod.SmoteTomek
                    : name.Contains("enn", StringComparison.Ordinal) ? ResamplingMethod.SmoteEnn
                    : ResamplingMethod.Smote,
                Neighbours = name.Contains("k3", StringComparison.Ordinal) ? 3 : 5,
            };
            var result = Resampler.Run(input, options, threads: 2, cancel: TestContext.Current.CancellationToken);
            bool stops = failure.GetProperty("error").ValueKind == JsonValueKind.String;
            Assert.Equal(stops, result.Report.Remarks.Count > 0);
            if (stops)
            {
                Assert.Throws<UserError>(() => Resampler.Run(input, options with { Strict = true }, threads: 2, cancel: TestContext.Current.CancellationToken));
            }

            tried++;
        }

        Assert.Equal(7, tried);
    }

    [Fact]
    public void Where_ADASYN_would_make_no_row_SMOTE_makes_them()
    {
        var x = Npy.Read(TestData.Require("reference", "oversampling", "adasyn_none", "X.npy"));
        var y = Npy.Read(TestData.Require("reference", "oversampling", "adasyn_none", "y.npy"));
        int[] labels = [.. y.Values.Select(value => (int)value)];
        var input = new LabelledRows<double>(new RowMatrix<double>(x.Values, x.Shape[1]), labels, [.. labels.Distinct().Order().Select(label => $"{label}")]);
        var result = Resampler.Run(input, new ResamplingOptions { Method = ResamplingMethod.Adasyn }, threads: 1, cancel: TestContext.Current.CancellationToken);
        var remark = Assert.Single(result.Report.Remarks, remark => remark.Label == "1");
        Assert.Equal("2 new rows, shared out among 58 rows with foreign neighbours, round to none; smote makes the rows of this class", remark.Text);
        Assert.Equal(2, result.Report.Classes[1].Made);
    }

    private static void Check(string set, string run, ResampledRows<double> result)
    {
        var data = Data(set);
        var rows = Npy.Read(Folder(set, run, "new_rows_X.npy"));
        var labels = Npy.Read(Folder(set, run, "new_rows_y.npy"));
        Assert.Equal(data.Labels.Length + rows.Shape[0], result.Labels.Length);
        Assert.Equal(labels.Values.Select(label => (int)label), result.Labels.Skip(data.Labels.Length));
        Assert.Equal(data.Matrix.Values, result.Matrix.Values.AsSpan(0, data.Matrix.Values.Length));
        var made = result.Matrix.Values.AsSpan(data.Matrix.Values.Length);
        for (int i = 0; i < made.Length; i++)
        {
            Assert.Equal(rows.Values[i], made[i], 1e-9);
        }
    }

    private static void CheckKept(string set, string run, ResampledRows<double> result)
    {
        int inputs = Data(set).Labels.Length;
        var made = run.StartsWith("smote", StringComparison.Ordinal) ? Npy.Read(Folder(set, "smote_auto", "new_rows_X.npy")) : new Npy([0, 1], []);
        int[] wanted = [.. Npy.Read(Folder(set, run, "sample_indices.npy")).Values.Select(value => (int)value).Order()];
        Assert.Equal(wanted.Where(row => row < inputs), result.Kept);
        int[] makers = [.. wanted.Where(row => row >= inputs)];
        Assert.Equal(makers.Length, result.Made.Count);
        for (int i = 0; i < makers.Length; i++)
        {
            var row = result.Matrix.Row(result.Kept.Count + i);
            for (int column = 0; column < row.Length; column++)
            {
                Assert.Equal(made.Row(makers[i] - inputs)[column], row[column], 1e-9);
            }
        }
    }

    private static ExactNeighbours<double> Own(RowMatrix<double> matrix) => new(matrix, threads: 2, CancellationToken.None);

    private static LabelledRows<double> Data(string set)
    {
        var x = Npy.Read(TestData.Require("reference", "oversampling", $"data_{set}_X.npy"));
        var y = Npy.Read(TestData.Require("reference", "oversampling", $"data_{set}_y.npy"));
        return new LabelledRows<double>(new RowMatrix<double>(x.Values, x.Shape[1]), [.. y.Values.Select(value => (int)value)], Classes);
    }

    private static Recording Record(string set, string run, string method)
    {
        int[] labels = Data(set).Labels;
        int[] all = method.StartsWith("smote-", StringComparison.Ordinal)
            ? [.. labels, .. Npy.Read(Folder(set, "smote_auto", "new_rows_y.npy")).Values.Select(value => (int)value)]
            : labels;
        return new Recording(Folder(set, run, "events.json"), all)
        {
            PlaceOf = method == "random" ? row => labels.Take(row).Count(label => label == labels[row]) : null,
        };
    }

    private static ResamplingOptions Options(string set, string run, string method)
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(TestData.Require("reference", "oversampling", "index.json")));
        var parameters = index.RootElement.GetProperty("runs").EnumerateArray()
            .Single(item => item.GetProperty("data").GetString() == set && item.GetProperty("run").GetString() == run).GetProperty("params");
        var strategy = parameters.GetProperty("sampling_strategy");
        return new ResamplingOptions
        {
            Method = ResamplingMethods.Find(method)!.Value,
            Strategy = SamplingStrategy.Parse(strategy.ValueKind == JsonValueKind.String
                ? strategy.GetString()!
                : string.Join(',', strategy.EnumerateObject().Select(pair => $"{pair.Name}={pair.Value.GetInt32()}"))),
            Neighbours = parameters.TryGetProperty("k_neighbors", out var k) ? k.GetInt32() : 5,
            BorderlineKind = run == "borderline2" ? 2 : 1,
            Shrinkage = parameters.TryGetProperty("shrinkage", out var shrinkage) && shrinkage.ValueKind == JsonValueKind.Number ? shrinkage.GetDouble() : 0,
            EditRule = run.EndsWith("mode", StringComparison.Ordinal) ? NeighbourRule.Mode : NeighbourRule.All,
        };
    }

    private static string Folder(string set, string run, string file) => TestData.Require("reference", "oversampling", set, run, file);
}
