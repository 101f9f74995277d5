using Ser.Augmentation;
using Ser.Core;
using Ser.Resampling;
using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>
/// Clips as points: the window from the middle of each, standardised as the network sees it. Distances between clips are those
/// between these maps.
/// </summary>
internal static class ClipMaps
{
    /// <summary>Standardised maps, bands + 2 rows × the window's frames each; 0 beyond the speech.</summary>
    /// <remarks>MFCC are left out: they are sums of the bands and would only count these twice.</remarks>
    public static RowMatrix<float> Of(Recipe recipe, Normalisation normalisation, IReadOnlyList<TrainingClip> clips, int threads, CancellationToken cancel)
    {
        int bands = recipe.Features.MelBands, rows = ClipRows.CountOf(recipe.Features), frames = recipe.WindowFrames;
        if ((long)clips.Count * rows * frames > Array.MaxLength)
        {
            throw new UserError($"{clips.Count} training clips are more than can be compared with each other; use --balance weights, sampler or none");
        }

        var maps = new float[clips.Count * rows * frames];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        Parallel.For(0, clips.Count, limit, i =>
        {
            var clip = clips[i].Recording;
            var map = maps.AsSpan(i * rows * frames, rows * frames);
            float[] valid = new float[frames];
            SpectrogramWarp.Centred(clip.Frames, frames).Apply(clip.Values, rows, bands, map, valid);
            for (int row = 0; row < rows; row++)
            {
                Standardise(map.Slice(row * frames, frames), valid, normalisation, row, bands);
            }
        });
        return new RowMatrix<float>(maps, rows * frames);
    }

    /// <summary>As <see cref="InputStage"/> does it: bands less the clip's own mean, level and zero-crossing rate less that of all clips.</summary>
    private static void Standardise(Span<float> values, ReadOnlySpan<float> valid, Normalisation normalisation, int row, int bands)
    {
        float mean = 0, frames = 0, deviation;
        if (row < bands)
        {
            for (int t = 0; t < values.Length; t++)
            {
                mean += values[t] * valid[t];
                frames += valid[t];
            }

            mean /= frames;
            deviation = normalisation.BandDeviation[row];
        }
        else
        {
            int curve = normalisation.RowMean.Count - ClipRows.LevelRows + row - bands;   // behind the MFCC
            mean = normalisation.RowMean[curve];
            deviation = normalisation.RowDeviation[curve];
        }

        for (int t = 0; t < values.Length; t++)
        {
            values[t] = (values[t] - mean) / deviation * valid[t];
        }
    }
}
