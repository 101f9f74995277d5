using System.Buffers.Binary;
using Ser.Features;

namespace Ser.Tests.Features.Reference;

/// <summary>A signal that other tools have analysed: 16-bit mono with a header of 44 bytes.</summary>
internal static class ReferenceClip
{
    public static float[] Samples(string name)
    {
        byte[] file = File.ReadAllBytes(TestData.Require("reference", "signals", name + ".wav"));
        float[] samples = new float[(file.Length - 44) / 2];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(44 + (2 * i))) / 32768f;
        }

        return samples;
    }

    public static int Rate(string name) => name.Split('_')[^1] switch
    {
        "16k" => 16000,
        "22k" => 22050,
        "48k" => 48000,
        var other => throw new ArgumentException(other),
    };

    public static Npy Values(params string[] path) => Npy.Read(TestData.Require(["reference", .. path]));

    /// <summary>Rows of one family, band by band.</summary>
    public static float[] Family(FeaturePlan plan, string clip, FeatureKinds kind) =>
        new FeatureExtractor(plan).Extract(Samples(clip), kind).Values;

    /// <summary>Fails where the error is above the limit, and tells it in any case.</summary>
    public static void AssertWithin(double limit, double error, string family)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{family}: {error:0.0e0}");
        Assert.InRange(error, 0, limit);
    }
}
