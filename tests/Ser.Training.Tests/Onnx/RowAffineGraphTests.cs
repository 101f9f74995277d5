using Ser.Audio;
using Ser.Inference;
using Ser.Training;
using Ser.Training.Network;
using Ser.Training.Onnx;

namespace Ser.Tests.Training.Onnx;

/// <summary>A file that has a speaker's map in it does what libtorch does with mapped rows.</summary>
public sealed class RowAffineGraphTests
{
    public static TheoryData<string> Names => [.. Architectures.All.Select(plan => plan.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void File_and_libtorch_agree_on_mapped_rows(string name)
    {
        var recipe = new Recipe { Network = Architectures.Find(name)! };
        var (trained, bytes) = ExportTests.RandomModel(recipe);
        using var plain = EmotionModel.Load(bytes, "plain.onnx");
        var map = Uneven(RowLayout.Of(recipe));
        using var mapped = EmotionModel.Load(OnnxExport.ToBytes(recipe, trained, plain.Card, map), "mapped.onnx");
        using var check = new AgreementCheck(recipe, trained, ExportTests.Labels.Length);
        double moved = 0, apart = 0;
        foreach (string file in Sounds.DemoClips().Take(10))
        {
            var clip = AudioFile.Read(file).AtRate(recipe.Features.SampleRate);
            float[] probabilities = mapped.Predict(clip).Probabilities;
            apart = Math.Max(apart, Largest(check.Probabilities(clip, map), probabilities));
            moved = Math.Max(moved, Largest(plain.Predict(clip).Probabilities, probabilities));
        }

        // Single precision on both sides. Networks that nobody has trained hardly care for levels, so the limit is also a share of what the map changes.
        Assert.InRange(apart, 0, Math.Min(1e-4, moved / 20));

        static double Largest(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Abs((double)a - b)).Max();
    }

    [Fact]
    public void Without_a_map_nothing_stands_in_the_graph()
    {
        var recipe = new Recipe();
        var (trained, bytes) = ExportTests.RandomModel(recipe);
        using var model = EmotionModel.Load(bytes, "plain.onnx");
        byte[] mapped = OnnxExport.ToBytes(recipe, trained, model.Card, Uneven(RowLayout.Of(recipe)));
        Assert.True(Has(mapped, "_speaker_scale"u8) && !Has(bytes, "_speaker_scale"u8));
        Assert.True(bytes.AsSpan().SequenceEqual(OnnxExport.ToBytes(recipe, trained, model.Card)));
    }

    private static bool Has(byte[] bytes, ReadOnlySpan<byte> text) => bytes.AsSpan().IndexOf(text) >= 0;

    /// <summary>Every row is mapped in another way.</summary>
    private static RowAffine Uneven(RowLayout layout) => new(
        [.. Enumerable.Range(0, layout.FirstPitch).Select(row => row % 2 == 0 ? 0.5f : 2 - (0.01f * row))], [.. Enumerable.Range(0, layout.FirstPitch).Select(row => row == layout.Crossings ? 0.05f : 6 * MathF.Sin(row))]);
}
