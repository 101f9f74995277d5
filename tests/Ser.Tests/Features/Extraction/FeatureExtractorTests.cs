using Ser.Features;

namespace Ser.Tests.Features.Extraction;

public sealed class FeatureExtractorTests
{
    private const FeatureKinds All = (FeatureKinds)8191;

    public static TheoryData<FeaturePlan> Plans => [FeaturePlan.Emotion, FeaturePlan.Speech, FeaturePlan.Torchaudio, FeaturePlan.Librosa,
        FeaturePlan.Emotion with { MfccCount = 13, MelBands = 23, HopLength = 100, WindowLength = 511, Window = WindowKind.HannSymmetric }];

    [Theory]
    [MemberData(nameof(Plans))]
    public void Every_family_is_that_of_the_twin_in_double(FeaturePlan plan)
    {
        float[] x = Signals.Voice(plan.FftSize * 5, plan.SampleRate);
        var features = new FeatureExtractor(plan).Extract(x, All);
        var plain = new PlainPipeline(plan);

        // Power: twice the transform's 2e-6 of the peak. dB: what the transform spreads over all bins lies some 160 dB below the
        // peak and is felt in bands that are 80 to 100 dB below it; 1e-4 of the largest value is 0.01 dB at most.
        Assert.InRange(Signals.ErrorOfPeak(Family(features, "mel_power"), plain.MelPower(x)), 0, 4e-6);
        Assert.InRange(Signals.ErrorOfPeak(Family(features, "log_mel"), plain.LogMel(x)), 0, 1e-4);
        Assert.InRange(Signals.ErrorOfPeak(Family(features, "mfcc"), plain.Mfcc(x)), 0, 1e-4);
        Assert.InRange(Signals.ErrorOfPeak(features.Column("rms"), plain.Rms(x)), 0, 1e-6);
        Assert.Equal(plain.Zcr(x).Select(value => (float)value), features.Column("zcr").ToArray());
    }

    [Fact]
    public void Columns_stand_in_the_order_of_their_families()
    {
        var columns = new FeatureExtractor(FeaturePlan.Emotion).Extract(new float[1000], All).Columns;
        Assert.Equal(64 + 64 + 20 + 2 + 40 + 4 + 7 + 12, columns.Count);
        Assert.Equal(["mel_power_00", "log_mel_00", "log_mel_63", "mfcc_00", "mfcc_19", "zcr", "rms"],
            [columns[0], columns[64], columns[127], columns[128], columns[147], columns[148], columns[149]]);
        Assert.Equal(["delta_00", "delta_19", "delta2_00", "delta2_19"], [columns[150], columns[169], columns[170], columns[189]]);
        Assert.Equal(["centroid", "bandwidth", "rolloff", "flatness"], columns.Skip(190).Take(4));
        Assert.Equal(["contrast_0", "contrast_6", "chroma_00", "chroma_11"], [columns[194], columns[200], columns[201], columns[212]]);
        Assert.Equal("log_mel_127", new FeatureExtractor(FeaturePlan.Librosa).ColumnsOf()[127]);
    }

    [Fact]
    public void Each_family_alone_has_the_bits_that_it_has_among_all()
    {
        var extractor = new FeatureExtractor(FeaturePlan.Speech);
        float[] x = Signals.Voice(5000, 16000);
        var all = extractor.Extract(x, All | FeatureKinds.Pitchgram);
        foreach (var kind in Enum.GetValues<FeatureKinds>().Where(kind => int.IsPow2((int)kind)))
        {
            var alone = extractor.Extract(x, kind);
            Assert.NotEmpty(alone.Columns);
            Assert.All(alone.Columns, name => Assert.Equal(all.Column(name).ToArray(), alone.Column(name).ToArray()));
        }
    }

    [Fact]
    public void Families_that_do_not_exist_are_refused()
    {
        var extractor = new FeatureExtractor(FeaturePlan.Emotion);
        Assert.Throws<ArgumentOutOfRangeException>("kinds", () => extractor.Extract([1], FeatureKinds.None));
        Assert.Throws<ArgumentOutOfRangeException>("kinds", () => extractor.Extract([1], (FeatureKinds)16384));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Clips_of_any_length_have_finite_features(FeaturePlan plan)
    {
        var extractor = new FeatureExtractor(plan);
        foreach (int length in new[] { 0, 1, 2, 3, plan.HopLength - 1, plan.HopLength, plan.WindowLength - 1, plan.FftSize + 1 })
        {
            foreach (float[] x in new[] { Signals.Noise(length), new float[length], [.. Enumerable.Repeat(1e14f, length)] })
            {
                var features = extractor.Extract(x, All);
                Assert.Equal(length == 0 ? 0 : 1 + (length / plan.HopLength), features.Frames);
                Assert.Equal(features.Frames, features.Column("log_mel_00").Length);
                Signals.AssertFinite(features.Values);
            }
        }
    }

    [Fact]
    public void A_summary_has_the_bits_of_the_statistics_of_all_frames()
    {
        var extractor = new FeatureExtractor(FeaturePlan.Speech);
        Statistic[] statistics = [Statistic.Mean, Statistic.Std, Statistic.Median];
        foreach (int length in new[] { 4000, 1, 0, 2500 })   // shorter ones after longer ones: what the room held before must not show
        {
            float[] x = Signals.Noise(length, "summary");
            Assert.Equal(ClipStatistics.Compute(extractor.Extract(x), statistics), extractor.Summarise(x, FeatureKinds.Default, statistics));
        }
    }

    [Fact]
    public void Silence_lies_on_the_floor()
    {
        var features = new FeatureExtractor(FeaturePlan.Emotion).Extract(new float[4000]);
        Assert.All(Family(features, "log_mel"), value => Assert.Equal(-100, value, 1e-5));
        Assert.All(features.Column("mfcc_00").ToArray(), value => Assert.Equal(-800, value, 1e-3));   // −100 √64
        Assert.All(features.Column("mfcc_01").ToArray(), value => Assert.Equal(0, value, 1e-3));
        Assert.All(features.Column("zcr").ToArray(), value => Assert.Equal(0, value));
        Assert.All(features.Column("rms").ToArray(), value => Assert.Equal(0, value));
        var rest = new FeatureExtractor(FeaturePlan.Emotion).Extract(new float[4000], All & ~FeatureKinds.Default & ~FeatureKinds.MelPower);
        Assert.All(rest.Columns, name => Assert.All(rest.Column(name).ToArray(), value =>
            Assert.Equal(name == "flatness" ? 1 : 0, value)));
    }

    [Fact]
    public void A_shift_by_one_hop_shifts_the_frames()
    {
        var extractor = new FeatureExtractor(FeaturePlan.Emotion);
        float[] x = Signals.Voice(8192, 16000);
        var (whole, late) = (extractor.Extract(x, All), extractor.Extract(x.AsSpan(256), All));
        for (int column = 0; column < whole.Columns.Count; column++)
        {
            // Frames that touch neither end see the same samples and get the same bits, in whichever lane they stand.
            // Deltas see four frames more on both sides.
            Assert.Equal(whole.Column(column)[7..^7].ToArray(), late.Column(column)[6..^7].ToArray());
        }
    }

    [Fact]
    public void Twice_the_amplitude_is_6_dB_more()
    {
        var extractor = new FeatureExtractor(FeaturePlan.Speech with { TopDb = null });
        float[] x = Signals.Noise(8000);
        var (soft, loud) = (extractor.Extract(x, All), extractor.Extract([.. x.Select(value => 2 * value)], All));
        Assert.Equal(Family(soft, "mel_power").Select(value => 4 * value), Family(loud, "mel_power"));   // exact: powers of two
        foreach (string same in new[] { "zcr", "centroid", "bandwidth", "rolloff", "chroma_00", "chroma_11" })
        {
            Assert.Equal(soft.Column(same).ToArray(), loud.Column(same).ToArray());
        }

        Assert.Equal(soft.Column("rms").ToArray().Select(value => 2 * value), loud.Column("rms").ToArray());
        double[] expected = [.. Family(soft, "log_mel").Select(value => value + 6.020599913)];
        Assert.InRange(Signals.LargestError(Family(loud, "log_mel"), expected), 0, 1e-5);                // two values of 5e-6
        double[] contrast = [.. Family(soft, "contrast").Select(value => (double)value)];
        Assert.InRange(Signals.LargestError(Family(loud, "contrast"), contrast), 0, 3e-5);               // two differences of two
        double[] flatness = [.. soft.Column("flatness").ToArray().Select(value => (double)value)];
        Assert.InRange(Signals.LargestError(loud.Column("flatness"), flatness), 0, 1e-6);                // one rounding to float
    }

    [Fact]
    public void The_range_below_the_loudest_band_is_cut_over_the_whole_clip()
    {
        float[] x = [.. Signals.Noise(8000), .. new float[8000]];
        var plan = FeaturePlan.Speech with { TopDb = 30 };
        float[] cut = Family(new FeatureExtractor(plan).Extract(x), "log_mel");
        float[] whole = Family(new FeatureExtractor(plan with { TopDb = null }).Extract(x), "log_mel");
        Assert.Equal(whole.Max(), cut.Max());
        Assert.Equal(whole.Max() - 30, cut.Min());
        Assert.Equal(whole.Select(value => Math.Max(value, whole.Max() - 30)), cut);
    }

    [Fact]
    public void Many_threads_on_one_extractor_get_the_same_bits()
    {
        var extractor = new FeatureExtractor(FeaturePlan.Emotion);
        float[][] clips = [.. Enumerable.Range(0, 40).Select(i => Signals.Noise(3000 + (97 * i)))];
        float[][] alone = [.. clips.Select(clip => extractor.Extract(clip, All).Values)], together = new float[clips.Length][];
        var eight = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        Parallel.For(0, clips.Length, eight, i => together[i] = extractor.Extract(clips[i], All).Values);
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Nothing_is_allocated_per_frame()
    {
        var extractor = new FeatureExtractor(FeaturePlan.Emotion);
        float[] clip = Signals.Noise(16000);
        long Spent(float[] x) =>
            Allocations.Least(() => extractor.Extract(x, All)) - (sizeof(float) * extractor.Extract(x, All).Values.LongLength);
        Assert.InRange(Spent(clip) - Spent(clip[..8000]), -64, 64);   // names and the matrix itself, of any length
    }

    private static float[] Family(FeatureMatrix features, string name) =>
        [.. features.Columns.Where(column => column.StartsWith(name + "_", StringComparison.Ordinal))
            .SelectMany(column => features.Column(column).ToArray())];
}
