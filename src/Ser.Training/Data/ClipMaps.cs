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
    /// <remarks>MFCC are left out: they are sums of the bands and would only count these twice. So is the pitchgram, which would count for most of the distance.</remarks>
    public static RowMatrix<float> Of(Recipe recipe, Normalisation normalisation, IReadOnlyList<TrainingClip> clips, int threads, CancellationToken cancel)
    {
        var layout = RowLayout.Of(recipe);
        int bands = layout.Bands, rows = bands + 2, frames = recipe.WindowFrames;
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
            float[] window = new float[layout.Count * frames], valid = new float[frames];
            using var values = clip.Lease();
            SpectrogramWarp.Centred(clip.Frames, frames).Apply(values.Values, layout.Count, bands, 0, window, valid);
            window.AsSpan(0, map.Length).CopyTo(map);
            for (int row = 0; row < rows; row++)
            {
                Standardise(map.Slice(row * frames, frames), valid, normalisation, row, bands, recipe.Features.MfccCount);
            }
        });
        return new RowMatrix<float>(maps, rows * frames);
    }

    /// <summary>As <see cref="InputStage"/> does it: bands less the clip's own mean, level and zero-crossing rate less that of all clips.</summary>
    private static void Standardise(Span<float> values, ReadOnlySpan<float> valid, Normalisation normalisation, int row, int bands, int coefficients)
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
            int curve = coefficients + row - bands;   // behind the MFCC
            mean = normalisation.RowMean[curve];
            deviation = normalisation.RowDeviation[curve];
        }

        for (int t = 0; t < values.Length; t++)
        {
            values[t] = (values[t] - mean) / deviation * valid[t];
        }
    }
}
