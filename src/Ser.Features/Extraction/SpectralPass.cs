using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Takes the spectra of a clip once, eight frames at a time, and hands them to every family that lives on them.</summary>
/// <remarks>Immutable: all threads may share one. Tables that few clips need are built when the first one does.</remarks>
internal sealed class SpectralPass
{
    private const int Lanes = Stft.Lanes;

    private readonly Stft stft;
    private readonly MelFilterbank bank;
    private readonly SpectralContrast contrast;
    private readonly Lazy<PreciseStft> precise;
    private readonly Lazy<ChromaFilterbank> chroma;
    private readonly bool chromaOfMagnitude;
    private readonly double hzPerBin;

    /// <summary>Prepares transform and mel bank; chromaOfMagnitude: chroma folds magnitudes, not powers.</summary>
    public SpectralPass(FeaturePlan plan, bool chromaOfMagnitude)
    {
        stft = new Stft(plan);
        bank = MelFilterbank.Build(plan);
        contrast = new SpectralContrast(plan);
        precise = new Lazy<PreciseStft>(() => new PreciseStft(plan));
        chroma = new Lazy<ChromaFilterbank>(() => ChromaFilterbank.Build(plan));
        this.chromaOfMagnitude = chromaOfMagnitude;
        hzPerBin = (double)plan.SampleRate / plan.FftSize;
    }

    /// <summary>Frames of a clip.</summary>
    public int FrameCount(int samples) => stft.FrameCount(samples);

    /// <summary>Fills what is not empty, but for the contrast.</summary>
    public void Fill(ReadOnlySpan<float> samples, int frames, SpectralRows rows)
    {
        int spectrum = stft.Bins * Lanes;
        bool rooted = rows.OfMagnitude || (chromaOfMagnitude && !rows.Chroma.IsEmpty);
        ReadOnlySpan<int> lengths =
        [
            stft.ScratchLength, spectrum, rooted ? spectrum : 0, rows.MelPower.IsEmpty ? 0 : bank.Bands * Lanes,
            2 * ChromaFilterbank.Classes * Lanes,
        ];
        int room = 0;
        foreach (int length in lengths)
        {
            room += length;
        }

        float[] rented = ArrayPool<float>.Shared.Rent(room);
        var rest = rented.AsSpan();
        var scratch = Take(ref rest, lengths[0]);
        var power = Take(ref rest, lengths[1]);
        var magnitude = Take(ref rest, lengths[2]);
        var bands = Take(ref rest, lengths[3]);
        var one = rest[..(ChromaFilterbank.Classes * Lanes)];
        var other = rest.Slice(one.Length, one.Length);
        for (int frame = 0; frame < frames; frame += Lanes)
        {
            stft.PowerOfEight(samples, frame, scratch, power);
            if (!rows.MelPower.IsEmpty)
            {
                bank.ProjectEight(power, bands);
                Put(bands, rows.MelPower, frame, frames);
            }

            if (rooted)
            {
                Root(power, magnitude);
            }

            if (!rows.Centroid.IsEmpty || !rows.Bandwidth.IsEmpty)
            {
                SpectralCentroid.OfEight(magnitude, hzPerBin, one, other);
                Put(one, rows.Centroid, frame, frames);
                Put(other, rows.Bandwidth, frame, frames);
            }

            if (!rows.Rolloff.IsEmpty)
            {
                SpectralRolloff.OfEight(magnitude, hzPerBin, one);
                Put(one, rows.Rolloff, frame, frames);
            }

            if (!rows.Flatness.IsEmpty)
            {
                SpectralFlatness.OfEight(power, one);
                Put(one, rows.Flatness, frame, frames);
            }

            if (!rows.Chroma.IsEmpty)
            {
                chroma.Value.ProjectEight(chromaOfMagnitude ? magnitude : power, one);
                Put(one, rows.Chroma, frame, frames);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Fills the contrast, by a pass of its own in double: the valleys of clean tones lie below the rounding of a transform in float.</summary>
    public void FillContrast(ReadOnlySpan<float> samples, int frames, SpectralRows rows)
    {
        var stft = precise.Value;
        int spectrum = this.stft.Bins * Lanes, row = SpectralContrast.Bands * Lanes;
        double[] rentedDoubles = ArrayPool<double>.Shared.Rent(stft.ScratchLength);
        float[] rented = ArrayPool<float>.Shared.Rent(spectrum + stft.FrameLength + contrast.ScratchLength + (2 * row));
        var rest = rented.AsSpan();
        var power = Take(ref rest, spectrum);
        var frameRoom = Take(ref rest, stft.FrameLength);
        var extremes = Take(ref rest, contrast.ScratchLength);
        var peaks = Take(ref rest, row);
        var valleys = Take(ref rest, row);
        for (int frame = 0; frame < frames; frame += Lanes)
        {
            stft.PowerOfEight(samples, frame, rentedDoubles.AsSpan(0, stft.ScratchLength), frameRoom, power);
            contrast.ExtremesOfEight(power, extremes, peaks, valleys);
            Put(peaks, rows.Peaks, frame, frames);
            Put(valleys, rows.Valleys, frame, frames);
        }

        ArrayPool<float>.Shared.Return(rented);
        ArrayPool<double>.Shared.Return(rentedDoubles);
        contrast.ToContrast(rows.Peaks, rows.Valleys);
    }

    private static void Root(ReadOnlySpan<float> power, Span<float> magnitude)
    {
        var from = MemoryMarshal.Cast<float, Vector256<float>>(power);
        var to = MemoryMarshal.Cast<float, Vector256<float>>(magnitude);
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = Vector256.Sqrt(from[i]);
        }
    }

    /// <summary>Rows of eight frames, side by side → rows of all frames.</summary>
    private static void Put(ReadOnlySpan<float> eights, Span<float> rows, int frame, int frames)
    {
        int count = Math.Min(Lanes, frames - frame);
        for (int row = 0; row < rows.Length / frames; row++)
        {
            eights.Slice(row * Lanes, count).CopyTo(rows[((row * frames) + frame)..]);
        }
    }

    private static Span<float> Take(ref Span<float> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
