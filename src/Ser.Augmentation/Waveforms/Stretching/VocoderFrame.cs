namespace Ser.Augmentation.Waveforms;

/// <summary>A spectrum as magnitudes and directions.</summary>
internal sealed class VocoderFrame
{
    /// <param name="bins">Bins of the spectrum.</param>
    public VocoderFrame(int bins)
    {
        (Magnitude, PhaseRe, PhaseIm) = (new double[bins], new double[bins], new double[bins]);
        SetSilence();
    }

    /// <summary>|X|, 0 or more.</summary>
    public double[] Magnitude { get; }

    /// <summary>cos of the angle; 1 where the bin is 0.</summary>
    public double[] PhaseRe { get; }

    /// <summary>sin of the angle; 0 where the bin is 0.</summary>
    public double[] PhaseIm { get; }

    /// <summary>Takes a spectrum.</summary>
    /// <param name="re">Real parts, one every stride.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="stride">From one bin to the next.</param>
    public void Set(ReadOnlySpan<double> re, ReadOnlySpan<double> im, int stride)
    {
        for (int k = 0; k < Magnitude.Length; k++)
        {
            double x = re[k * stride], y = im[k * stride], magnitude = Math.Sqrt((x * x) + (y * y));
            Magnitude[k] = magnitude;
            (PhaseRe[k], PhaseIm[k]) = magnitude > 0 ? (x / magnitude, y / magnitude) : (1, 0);
        }
    }

    /// <summary>Nothing in any bin, and the angle 0.</summary>
    public void SetSilence()
    {
        Array.Clear(Magnitude);
        Array.Fill(PhaseRe, 1);
        Array.Clear(PhaseIm);
    }
}
