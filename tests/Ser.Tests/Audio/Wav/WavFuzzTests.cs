using System.Diagnostics;
using System.Globalization;
using Ser.Audio;
using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Tests.Audio.Wav;

/// <summary>Files damaged at random: samples or a user error, never anything else, and never more memory than the file is worth.</summary>
/// <remarks>
/// The suite makes 50 000 of them. SER_FUZZ_MUTATIONS=600000 in the environment asks for more; what came of them, and how
/// long it took, is in the test's output. Files of the test data are damaged too where there are any.
/// </remarks>
public sealed class WavFuzzTests
{
    private const string MutationsVariable = "SER_FUZZ_MUTATIONS";

    [Fact]
    public void Damaged_files_give_samples_or_a_user_error_within_bounded_memory()
    {
        int mutations = int.Parse(Environment.GetEnvironmentVariable(MutationsVariable) is { Length: > 0 } asked ? asked : "50000", CultureInfo.InvariantCulture);
        byte[][] seeds = [.. Seeds(), .. ReferenceFiles()];

        // Our decoder alone: what it hands on would start a process for each.
        var chain = new DecoderChain(new WavDecoder());
        int sounding = 0, refused = 0, longest = 0;
        long largest = 0;
        var clock = Stopwatch.StartNew();
        for (int n = 0; n < mutations; n++)
        {
            var random = new KeyedRandom(20, "wav", "fuzz", n);
            byte[] file = WavMutator.Mutate(seeds, random);
            string name = $"mutation {n} of {seeds.Length} seeds";
            Stream stream = n % 3 == 0 ? new PipeStream(file, 1 + random.Below(500)) : new MemoryStream(file);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var input = new AudioInput(stream, name);
                float[] mono = chain.Decode(input, AudioReadOptions.Default).ToMono();
                Assert.True(mono.All(float.IsFinite), name);
                sounding++;
            }
            catch (UserError error)
            {
                Assert.True(error.Message.StartsWith(name, StringComparison.Ordinal) && !error.Message.Contains('\n', StringComparison.Ordinal), name);
                refused++;
            }
            catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"{name}: {error}");
            }

            // A byte becomes at most one float; growing doubles, mixing copies, and buffers and messages are constant.
            long spent = GC.GetAllocatedBytesForCurrentThread() - before;
            largest = Math.Max(largest, spent);
            longest = Math.Max(longest, file.Length);
            Assert.True(spent <= (16L * file.Length) + 200_000, $"{name}: {spent} bytes for a file of {file.Length}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{mutations} mutations of {seeds.Length} files (up to {longest} bytes): {sounding} with samples, {refused} refused, in {clock.Elapsed.TotalSeconds:0.0} s; " +
            $"at most {largest} bytes for one, {Environment.WorkingSet >> 20} MB of memory at the end");
        Assert.True(sounding > mutations / 10 && refused > mutations / 10, $"{sounding} with samples, {refused} refused");
    }

    private static IEnumerable<byte[]> ReferenceFiles()
    {
        string data = Environment.GetEnvironmentVariable("SER_TEST_DATA") is { Length: > 0 } named ? named : Path.Combine(TestData.Repository, "..", "shared");
        string folder = Path.Combine(data, "reference", "decode", "files");
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length > 0)
            : [];
    }

    private static byte[][] Seeds()
    {
        short[] samples = [.. Enumerable.Range(0, 300).Select(i => (short)(i * 109))];
        byte[] ds64 = [.. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(600L), .. BitConverter.GetBytes(300L), 0, 0, 0, 0];
        return
        [
            WavBuilder.Pcm16(samples),
            new WavBuilder().Format(channels: 2).Chunk("LIST", new byte[27]).Data(WavBuilder.Bytes(samples)).Build(),
            new WavBuilder().Format(bits: 24).Data(WavBuilder.Bytes(samples)).Chunk("id3 ", new byte[9]).Build(),
            new WavBuilder().Format(tag: 3, bits: 32).Data(WavBuilder.Bytes([.. samples.Select(s => s / 32768f)])).Build(),
            new WavBuilder().Format(tag: 3, bits: 64).Data(new byte[800]).Build(),
            new WavBuilder().Format(tag: 7, bits: 8).Data(WavBuilder.Bytes(samples)).Build(),
            new WavBuilder().ExtensibleFormat(1, 6, 48000, 32, 24).Data(WavBuilder.Bytes(samples)).Build(),
            new WavBuilder { Riff = "RF64" }.Chunk("ds64", ds64).Format().Data(WavBuilder.Bytes(samples), uint.MaxValue).Build(),
            new WavBuilder { Riff = "RIFX" }.Format().Data(WavBuilder.Bytes(samples)).Build(),
        ];
    }
}
