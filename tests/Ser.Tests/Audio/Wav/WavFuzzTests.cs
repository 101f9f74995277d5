using Ser.Audio;
using Ser.Core;

namespace Ser.Tests.Audio.Wav;

/// <summary>Files damaged at random: samples or a user error, never anything else, and never more memory than the file is worth.</summary>
public sealed class WavFuzzTests
{
    private const int Mutations = 5000;

    [Fact]
    public void Damaged_files_give_samples_or_a_user_error_within_bounded_memory()
    {
        byte[][] seeds = Seeds();
        for (int n = 0; n < Mutations; n++)
        {
            var random = new KeyedRandom(20, "wav", "fuzz", n);
            byte[] file = Mutate(seeds[random.Below(seeds.Length)], random);
            string name = $"mutation {n}";
            Stream stream = n % 3 == 0 ? new PipeStream(file, 1 + random.Below(500)) : new MemoryStream(file);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Waveform sound = AudioFile.Read(stream, name);
                Assert.True(sound.Samples.Length > 0 && sound.Samples.All(float.IsFinite), name);
            }
            catch (UserError error)
            {
                Assert.True(error.Message.StartsWith(name, StringComparison.Ordinal) && !error.Message.Contains('\n', StringComparison.Ordinal), name);
            }
            catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"{name}: {error}");
            }

            // A byte becomes at most one float; growing doubles, mixing copies, and buffers and messages are constant.
            long spent = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(spent <= (16L * file.Length) + 200_000, $"{name}: {spent} bytes for a file of {file.Length}");
        }
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

    private static byte[] Mutate(byte[] seed, KeyedRandom random)
    {
        byte[] file = [.. seed];
        int changes = 1 + random.Below(4);
        for (int i = 0; i < changes; i++)
        {
            int at = random.Below(random.Chance(0.8) ? Math.Min(80, file.Length) : file.Length);   // most damage to the header
            switch (random.Below(5))
            {
                case 0:
                    file[at] = (byte)random.NextBits();
                    break;
                case 1:
                    file[at] ^= (byte)(1 << random.Below(8));
                    break;
                case 2:
                    file.AsSpan(at, Math.Min(4, file.Length - at)).Fill((byte)(random.Chance(0.5) ? 0xFF : 0));
                    break;
                case 3:
                    file = file[..Math.Max(at, 1)];
                    break;
                default:
                    file = [.. file[..at], .. file[Math.Max(0, at - 8)..]];
                    break;
            }
        }

        return file;
    }
}
