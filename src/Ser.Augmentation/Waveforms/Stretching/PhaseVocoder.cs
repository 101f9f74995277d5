namespace Ser.Augmentation.Waveforms;

/// <summary>Spectra at new times: magnitudes on the line between two frames, phases turned on from output to output.</summary>
/// <remarks>
/// Flanagan and Golden, Phase vocoder, Bell System Technical Journal 45, 1966, in the form of librosa's phase_vocoder (Ellis 2002):
/// from one output to the next the phase of a bin moves as it does from one input frame to the next at that time. There the
/// difference of two angles is wrapped and summed up; here unit phasors are multiplied, which is the same but for rounding, and
/// needs neither arc tangent nor sine. In double.
/// </remarks>
internal sealed class PhaseVocoder
{
    private readonly double[] phaseRe, phaseIm;

    /// <param name="first">The first frame of the input, whose phases the first output has.</param>
    public PhaseVocoder(VocoderFrame first)
    {
        phaseRe = [.. first.PhaseRe];
        phaseIm = [.. first.PhaseIm];
    }

    /// <summary>The next output.</summary>
    /// <param name="before">The input frame at or before its time.</param>
    /// <param name="after">The input frame behind that; silence at the end of the clip.</param>
    /// <param name="share">How far it lies on the way: 0 … 1.</param>
    /// <param name="re">Receives the real parts, one every stride.</param>
    /// <param name="im">Receives the imaginary parts.</param>
    /// <param name="stride">From one bin to the next in the output.</param>
    public void Next(VocoderFrame before, VocoderFrame after, double share, Span<double> re, Span<double> im, int stride)
    {
        for (int k = 0; k < phaseRe.Length; k++)
        {
            double magnitude = ((1 - share) * before.Magnitude[k]) + (share * after.Magnitude[k]);
            double cos = phaseRe[k], sin = phaseIm[k];
            re[k * stride] = magnitude * cos;
            im[k * stride] = magnitude * sin;

            double turnCos = (after.PhaseRe[k] * before.PhaseRe[k]) + (after.PhaseIm[k] * before.PhaseIm[k]);
            double turnSin = (after.PhaseIm[k] * before.PhaseRe[k]) - (after.PhaseRe[k] * before.PhaseIm[k]);
            (cos, sin) = ((cos * turnCos) - (sin * turnSin), (cos * turnSin) + (sin * turnCos));
            double back = 1.5 - (0.5 * ((cos * cos) + (sin * sin)));   // one Newton step to length 1, else 10⁵ roundings would be heard
            (phaseRe[k], phaseIm[k]) = (cos * back, sin * back);
        }
    }
}
