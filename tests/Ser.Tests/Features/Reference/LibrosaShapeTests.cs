using System.Text.Json;
using Ser.Features;

namespace Ser.Tests.Features.Reference;

/// <summary>Deltas, shape of the spectrum, chroma and statistics against librosa 0.11 and scipy, from float64 input.</summary>
public sealed class LibrosaShapeTests
{
    private static readonly string[] Tracks = ["centroid", "bandwidth", "rolloff85", "flatness"];

    public static TheoryData<string, string> Folders => LibrosaTests.ClipFolders;

    public static TheoryData<string, string> MelFolders => LibrosaTests.MelFolders;

    [Theory]
    [MemberData(nameof(MelFolders))]
    public void Deltas_agree(string folder, string clip)
    {
        foreach (var (kind, name) in new[] { (FeatureKinds.Delta, "delta"), (FeatureKinds.Delta2, "delta2") })
        {
            string path = Path.Combine(TestData.Require(["reference", "librosa", .. folder.Split('/')]), name);
            if (!File.Exists(path + ".npy"))
            {
                path += "_nearest";   // a clip of fewer than nine frames
            }

            if (File.Exists(path + ".npy"))   // the deltas of one mel variant a clip are there
            {
                float[] delta = ReferenceClip.Family(LibrosaTests.Plan(folder, clip), clip, kind);
                ReferenceClip.AssertWithin(1e-4, Signals.LargestError(delta, Npy.Read(path + ".npy").Values), name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Centroid_agrees(string folder, string clip) =>
        AssertTrack(folder, clip, FeatureKinds.Centroid, 4, 1e-6, relative: true);

    /// <summary>What the transform rounds stands in every bin; those far from a clean tone count by the square of their distance.</summary>
    [Theory]
    [MemberData(nameof(Folders))]
    public void Bandwidth_agrees(string folder, string clip) =>
        AssertTrack(folder, clip, FeatureKinds.Bandwidth, 5, 3e-5, relative: true);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Rolloff_is_equal_to_the_bin(string folder, string clip) =>
        AssertTrack(folder, clip, FeatureKinds.Rolloff, 6, 1e-7, relative: true);   // one rounding to float; not one bin may flip

    [Theory]
    [MemberData(nameof(Folders))]
    public void Flatness_agrees(string folder, string clip) =>
        AssertTrack(folder, clip, FeatureKinds.Flatness, 7, 1e-5, relative: false);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Contrast_agrees(string folder, string clip)
    {
        double[] expected = LibrosaTests.Values(folder, "contrast").Values;
        float[] contrast = ReferenceClip.Family(LibrosaTests.Plan(folder, clip), clip, FeatureKinds.Contrast);

        ReferenceClip.AssertWithin(1e-3, Signals.ErrorOfPeak(contrast, expected), "contrast, of peak");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Chroma_agrees(string folder, string clip)
    {
        double[] expected = LibrosaTests.Values(folder, "chroma_tuning0").Values;
        float[] chroma = ReferenceClip.Family(LibrosaTests.Plan(folder, clip), clip, FeatureKinds.Chroma);
        ReferenceClip.AssertWithin(1e-5, Signals.LargestError(chroma, expected), "chroma");
    }

    [Fact]
    public void Chroma_banks_agree()
    {
        AssertBank(FeaturePlan.Librosa, "chroma_sr22050_n2048_tuning0");
        AssertBank(FeaturePlan.Speech, "chroma_sr16000_n512_tuning0");

        static void AssertBank(FeaturePlan plan, string name) =>   // one rounding to float
            ReferenceClip.AssertWithin(
                1e-7,
                Signals.ErrorOfPeak(ChromaFilterbank.Build(plan).Dense(), LibrosaTests.Values("filters", name).Values),
                "chroma bank");
    }

    [Theory]
    [InlineData("preset_librosa")]
    [InlineData("preset_speech")]
    public void Statistics_agree(string preset)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(TestData.Require("reference", "librosa", preset, "stats.json")));
        double largest = 0;
        foreach (var clip in json.RootElement.EnumerateObject().Where(clip => clip.Name != "_tuning"))
        {
            string folder = $"{preset}/{clip.Name}";
            var tracks = LibrosaTests.Values(folder, "per_frame");
            for (int i = 0; i < Tracks.Length; i++)
            {
                largest = Math.Max(largest, ErrorOf(tracks.Row(4 + i), clip.Value.GetProperty(Tracks[i])));
            }

            string first = preset == "preset_librosa" ? folder
                : clip.Name == "speech_f_16k" ? folder + "/m80_htk_nonorm_f20" : folder + "/m64_slaney_f0";
            var mfcc = LibrosaTests.Values(first, "mfcc20");
            int row = 0;
            foreach (var expected in clip.Value.GetProperty("mfcc20_per_row").EnumerateArray())
            {
                largest = Math.Max(largest, ErrorOf(mfcc.Row(row++), expected));
            }
        }

        ReferenceClip.AssertWithin(1e-4, largest, "statistics");
    }

    /// <summary>Error of each statistic, as a fraction of the largest value or, of skewness and kurtosis, of itself or 1.</summary>
    private static double ErrorOf(double[] track, JsonElement expected)
    {
        float[] column = [.. track.Select(value => (float)value)];
        string[] names = ["mean", "std_ddof0", "min", "max", "median", "q25_linear", "q75_linear", "skew_biased", "kurtosis_fisher_biased"];
        Statistic[] statistics =
        [
            Statistic.Mean, Statistic.Std, Statistic.Min, Statistic.Max, Statistic.Median, Statistic.P25, Statistic.P75,
            Statistic.Skewness, Statistic.Kurtosis,
        ];
        float[] actual = ClipStatistics.Compute(new FeatureMatrix(["track"], column.Length, 0.01, column), statistics);
        double peak = track.Max(Math.Abs), error = 0;
        bool constant = track.Max() - track.Min() <= 1e-5 * peak;   // there scipy gives NaN or rounding noise
        for (int i = 0; i < names.Length - (constant ? 2 : 0); i++)
        {
            double value = expected.GetProperty(names[i]).GetDouble(), scale = i < 7 ? peak : Math.Max(1, Math.Abs(value));
            error = Math.Max(error, peak == 0 ? Math.Abs(actual[i]) : Math.Abs(actual[i] - value) / scale);
        }

        return error;
    }

    private static void AssertTrack(string folder, string clip, FeatureKinds kind, int row, double limit, bool relative)
    {
        double[] expected = LibrosaTests.Values(folder, "per_frame").Row(row);
        float[] track = ReferenceClip.Family(LibrosaTests.Plan(folder, clip), clip, kind);
        double error = relative ? Signals.ErrorOfPeak(track, expected) : Signals.LargestError(track, expected);
        ReferenceClip.AssertWithin(limit, error, kind.ToString());
    }
}
