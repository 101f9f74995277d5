using Ser.Core;
using Ser.Features;
using Ser.Training;
using Ser.Training.Data;
using Ser.Training.Network;

namespace Ser.Tests.Training;

/// <summary>Sounds and clips that tests make for themselves.</summary>
internal static class Sounds
{
    /// <summary>A tone with harmonics in noise, silent at both ends: a little like a syllable.</summary>
    public static float[] Syllable(int samples, double hz, long seed, double noise = 0.002)
    {
        var random = new KeyedRandom(seed, "syllable", "noise");
        var sound = new float[samples];
        for (int i = 0; i < samples; i++)
        {
            double time = i / 16_000.0, shape = Math.Pow(Math.Sin(Math.PI * i / samples), 4), tone = 0;
            for (int harmonic = 1; harmonic <= 10; harmonic++)
            {
                tone += Math.Sin(2 * Math.PI * hz * harmonic * time) / harmonic;
            }

            sound[i] = (float)((0.2 * shape * tone) + (noise * random.Gaussian()));
        }

        return sound;
    }

    /// <summary>The rows of a sound, silence included.</summary>
    public static ClipRows Rows(float[] samples, Recipe? recipe = null)
    {
        recipe ??= new Recipe();
        var layout = RowLayout.Of(recipe);
        var features = new FeatureExtractor(recipe.Features).Extract(samples, layout.Kinds);
        return ClipRows.From(layout, features, 0, features.Frames);
    }

    /// <summary>All values of a clip, frame after frame.</summary>
    public static float[] ValuesOf(ClipRows rows)
    {
        using var lease = rows.Lease();
        return lease.Values.ToArray();
    }

    /// <summary>The values of one frame.</summary>
    public static float[] Frame(ClipRows rows, int t) => ValuesOf(rows)[(t * rows.Rows)..((t + 1) * rows.Rows)];

    /// <summary>The files of the demo corpus.</summary>
    public static IReadOnlyList<string> DemoClips() =>
        [.. Directory.GetFiles(Path.Combine(TestData.Repository, "data", "demo"), "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Clips whose class is their pitch.</summary>
    public static IReadOnlyList<TrainingClip> Clips(int count, int classes, int samples = 12_000, long seed = 1, Recipe? recipe = null) =>
    [
        .. Enumerable.Range(0, count).Select(i => new TrainingClip(
            $"{seed}-{i}", i % classes, Rows(Syllable(samples + (137 * (i % 7)), 100 * Math.Pow(1.5, i % classes), seed + i), recipe), [])),
    ];
}
