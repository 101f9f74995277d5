using System.Diagnostics;
using System.Globalization;
using Ser.Audio.Rates;
using Ser.Audio.Wav;
using Ser.Augmentation.Waveforms;
using Ser.Features;

namespace Ser.Benchmarks.Rounds;

/// <summary>
/// Our side of the comparisons in peers/. It measures one round for every line that it reads, so that a driver can let rounds of
/// this program and of another take turns: on a machine that others use too, only neighbours in time can be compared.
/// </summary>
/// <remarks>A round answers with µs of the clock and µs of the processor, both per unit of work, and the work of a round.</remarks>
internal static class RoundHost
{
    /// <summary>The first argument that asks for this program instead of BenchmarkDotNet.</summary>
    public const string Verb = "rounds";

    private const double RoundSeconds = 0.25;   // some time slices of the system, so that a round is no matter of luck
    private const int Lanes = 8;
    private const int Batch = 512;

    /// <summary>Runs rounds until the input ends.</summary>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["fft-single", var size]: Answer(Single(int.Parse(size, CultureInfo.InvariantCulture)), Batch); break;
            case ["fft-eight", var size]: Answer(Eights(int.Parse(size, CultureInfo.InvariantCulture)), Batch); break;
            case ["peak"]: Answer(() => GC.KeepAlive(FusedPeak.Run()), FusedPeak.Operations / 1e6); break;
            case ["resample", var file]: AnswerConversion(file); break;
            case ["extract", var file]: AnswerExtraction(file); break;
            case ["figures", var clips, var speakers]:
                Answer(FiguresRounds.Call(int.Parse(clips, CultureInfo.InvariantCulture), int.Parse(speakers, CultureInfo.InvariantCulture)), 1);
                break;
            case ["balance", var method, var table]: Answer(BalanceRounds.Call(method, table), 1); break;
            case ["balance-replay", var method, var table, var draws, var target]: BalanceRounds.Replay(method, table, draws, target); break;
            case ["stretch" or "pitch", var engine, var amount, .. var files]: AnswerStretch(args[0], engine, amount, files); break;
            case ["stretch-files" or "pitch-files", var folder, var amount, .. var files]: StretchFiles(args[0], folder, amount, files); break;
            default:
                Console.Error.WriteLine("rounds: fft-single N | fft-eight N | peak | resample FILE | extract FILE | balance METHOD TABLE | balance-replay METHOD TABLE DRAWS OUT"
                    + " | stretch|pitch ENGINE AMOUNT FILE... | stretch-files|pitch-files FOLDER AMOUNT FILE...");
                return 2;
        }

        return 0;
    }

    /// <summary>Batch transforms one by one: 2D array in, complex spectra out.</summary>
    private static Action Single(int size)
    {
        var fft = new RealFft(size);
        float[] signals = Voice.Samples((double)Batch * size / 16_000, 16_000);
        float[] re = new float[Batch * fft.Bins], im = new float[re.Length];
        return () =>
        {
            for (int i = 0; i < Batch; i++)
            {
                fft.Forward(signals.AsSpan(i * size, size), re.AsSpan(i * fft.Bins, fft.Bins), im.AsSpan(i * fft.Bins, fft.Bins));
            }
        };
    }

    /// <summary>Batch transforms as the analysis makes them, powers out; of sizes that fill the vectors by themselves.</summary>
    private static Action Eights(int size)
    {
        var fft = new RealFft(size);
        float[] signals = Voice.Samples((double)Batch * size / 16_000, 16_000);
        float[] work = new float[fft.WorkLength], power = new float[Batch * fft.Bins];
        return () =>
        {
            for (int i = 0; i < Batch; i++)
            {
                fft.Load(signals.AsSpan(i * size, size), work);
                fft.Power(work, power.AsSpan(i * fft.Bins, fft.Bins));
            }
        };
    }

    private static void AnswerConversion(string file)
    {
        var sound = Ser.Audio.AudioFile.Read(file);
        var converter = RateConverter.For(sound.Rate, 16_000);
        Answer(() => GC.KeepAlive(converter.Convert(sound.Samples)), sound.Seconds);
    }

    /// <summary>What <c>ser extract</c> computes of a clip by default, from samples in memory.</summary>
    private static void AnswerExtraction(string file)
    {
        var sound = Ser.Audio.AudioFile.Read(file);
        var extractor = new FeatureExtractor(FeaturePlan.Librosa.AtRate(sound.Rate));
        const FeatureKinds Kinds = FeatureKinds.MelPower | FeatureKinds.Mfcc | FeatureKinds.Zcr | FeatureKinds.Rms;
        Answer(() => GC.KeepAlive(extractor.Extract(sound.Samples, Kinds)), sound.Seconds);
    }

    /// <summary>Clips in memory, one after the other; a unit is a clip.</summary>
    private static void AnswerStretch(string what, string engine, string amount, string[] files)
    {
        Ser.Audio.Waveform[] clips = [.. files.Select(file => Ser.Audio.AudioFile.Read(file))];
        var chosen = Enum.Parse<StretchEngine>(engine, ignoreCase: true);
        double value = double.Parse(amount, CultureInfo.InvariantCulture);
        Answer(
            () =>
            {
                foreach (var clip in clips)
                {
                    GC.KeepAlive(what == "stretch"
                        ? TimeStretch.Apply(clip.Samples, clip.Rate, value, chosen)
                        : PitchShift.Apply(clip.Samples, clip.Rate, value, chosen));
                }
            },
            clips.Length);
    }

    private static void StretchFiles(string what, string folder, string amount, string[] files)
    {
        double value = double.Parse(amount, CultureInfo.InvariantCulture);
        foreach (string file in files)
        {
            var clip = Ser.Audio.AudioFile.Read(file);
            float[] samples = what == "stretch-files" ? TimeStretch.Apply(clip.Samples, clip.Rate, value) : PitchShift.Apply(clip.Samples, clip.Rate, value);
            WavWriter.Write(Path.Combine(folder, Path.GetFileName(file)), new Ser.Audio.Waveform(samples, clip.Rate));
        }
    }

    /// <summary>A round for each line of the input; the first ones, until the compiler has done its best, are not for counting.</summary>
    private static void Answer(Action work, double units)
    {
        while (Console.ReadLine() is not null)
        {
            int times = 0;
            var processor = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            do
            {
                work();
                times++;
            }
            while (clock.Elapsed.TotalSeconds < RoundSeconds);

            double elapsed = clock.Elapsed.TotalMicroseconds, used = (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed / (times * units):R} {used / (times * units):R} {times * units:R}"));
        }
    }
}
