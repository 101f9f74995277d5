using System.Text;
using System.Text.Json;
using Ser.Audio;
using Ser.Audio.Libsndfile;
using Ser.Core;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio;

/// <summary>Files of many writers against samples that were computed on paper or by two other decoders.</summary>
public sealed class DecodingReferenceTests
{
    // What a lossy decoder's arithmetic may differ by; the two that made the reference agree to 1.5e-6.
    private const double LossyTolerance = 1e-4;

    [Fact]
    public void Every_reference_file_is_decoded_as_its_verdict_says()
    {
        string folder = TestData.Require("reference", "decode");
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var wrong = new StringBuilder();
        int read = 0, refused = 0;
        foreach (JsonElement row in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            string path = Path.Combine(folder, row.GetProperty("file").GetString()!);
            bool isWav = path.EndsWith(".wav", StringComparison.Ordinal);
            if (!isWav && !LibsndfileDecoder.Available)
            {
                continue;
            }

            foreach (Func<DecodedAudio> decode in Ways(path))
            {
                try
                {
                    string? fault = Compare(decode(), row, folder);
                    read++;
                    if (fault is not null)
                    {
                        wrong.AppendLine($"{path}: {fault}");
                    }
                }
                catch (UserError error)
                {
                    refused++;
                    if (row.GetProperty("verdict").GetString() == "ok" || error.Message.Contains('\n', StringComparison.Ordinal)
                        || !error.Message.Contains(Path.GetFileName(path), StringComparison.Ordinal))
                    {
                        wrong.AppendLine(error.Message);
                    }
                }
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(read > 2 * refused && refused > 0, $"{read} read, {refused} refused");
    }

    /// <summary>From the path, from a stream that can go back, and from a pipe.</summary>
    private static IEnumerable<Func<DecodedAudio>> Ways(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        yield return () => AudioFile.ReadChannels(path);
        yield return () => AudioFile.ReadChannels(new MemoryStream(bytes), Path.GetFileName(path));
        yield return () => AudioFile.ReadChannels(new PipeStream(bytes), Path.GetFileName(path));
    }

    private static string? Compare(DecodedAudio audio, JsonElement row, string folder)
    {
        string verdict = row.GetProperty("verdict").GetString()!;
        if (verdict == "fail")
        {
            return "was read although it must fail";
        }

        JsonElement expected = row.GetProperty("expected");
        int channels = expected.GetProperty("channels").GetInt32();
        float[] samples = ReadNpy(Path.Combine(folder, expected.GetProperty("samples").GetString()!));
        if (audio.Channels != channels || audio.Rate != expected.GetProperty("rate").GetInt32())
        {
            return $"{audio.Channels} channels at {audio.Rate} Hz";
        }

        bool isPrefixEnough = verdict == "either";
        if (isPrefixEnough ? audio.Samples.Length > samples.Length : audio.Samples.Length != samples.Length)
        {
            return $"{audio.Frames} frames instead of {samples.Length / channels}";
        }

        // Not "equal to 0": lossless means the same bits, and a NaN must not pass as no difference.
        double tolerance = row.GetProperty("lossy_codec").GetBoolean() ? LossyTolerance : 0;
        for (int i = 0; i < audio.Samples.Length; i++)
        {
            if (!(Math.Abs(audio.Samples[i] - (double)samples[i]) <= tolerance))
            {
                return $"sample {i} is {audio.Samples[i]:g9} instead of {samples[i]:g9}";
            }
        }

        return null;
    }

    /// <summary>A float32 array of NumPy's format 1.0.</summary>
    private static float[] ReadNpy(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int header = 10 + BitConverter.ToUInt16(bytes, 8);
        Assert.Contains("'<f4'", Encoding.ASCII.GetString(bytes, 10, header - 10), StringComparison.Ordinal);
        float[] values = new float[(bytes.Length - header) / sizeof(float)];
        Buffer.BlockCopy(bytes, header, values, 0, values.Length * sizeof(float));
        return values;
    }
}
