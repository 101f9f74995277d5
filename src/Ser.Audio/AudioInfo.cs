namespace Ser.Audio;

/// <summary>What there is to know of a sound file before it is used: form, length, level, and two signs of trouble.</summary>
/// <param name="Encoding">Container and coding: "WAV PCM 16 bit", "FLAC 16 bit", "MPEG-4 AAC".</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="Channels">1 or more.</param>
/// <param name="Frames">Samples of one channel; 0 for a file without sound.</param>
/// <param name="PeakDbfs">Largest sample of all channels in dB; 0 is a sample of 1 or −1, −∞ digital silence or no sound.</param>
/// <param name="RmsDbfs">Root of the mean square of all channels in dB; 0 is a constant 1, −3.01 a sine of full scale, −∞ as above.</param>
/// <param name="ClippedShare">
/// Share of the samples, 0 … 1, that stand at full scale (<see cref="DecodedAudio.FullScale"/>) in runs of three or more of one sign in one
/// channel: a loud wave touches full scale with a sample or two, a wave that was cut off stays there.
/// </param>
/// <param name="SilenceShare">Share of the length, 0 … 1, in which 20 ms (the last piece may be shorter) have an RMS over all channels below −60 dBFS.</param>
public sealed record AudioInfo(
    string Encoding, int Rate, int Channels, int Frames, double PeakDbfs, double RmsDbfs, double ClippedShare, double SilenceShare)
{
    private const int ClippedRun = 3;
    private const int PiecesPerSecond = 50;
    private const double SilentPower = 1e-6;   // −60 dBFS

    /// <summary>Length in seconds.</summary>
    public double Seconds => Frames / (double)Rate;

    /// <summary>Length as a time, rounded to 100 ns.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Seconds);

    /// <summary>Measures what a decoder found.</summary>
    public static AudioInfo Of(DecodedAudio audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        int pieceFrames = Math.Max(1, audio.Rate / PiecesPerSecond);
        double energy = 0;
        float peak = 0;
        long silentFrames = 0;
        for (int start = 0; start < audio.Frames; start += pieceFrames)
        {
            int frames = Math.Min(pieceFrames, audio.Frames - start);
            double pieceEnergy = 0;
            foreach (float sample in audio.Samples.AsSpan(start * audio.Channels, frames * audio.Channels))
            {
                pieceEnergy += (double)sample * sample;
                peak = Math.Max(peak, Math.Abs(sample));
            }

            energy += pieceEnergy;
            silentFrames += pieceEnergy / (frames * (double)audio.Channels) < SilentPower ? frames : 0;
        }

        double samples = Math.Max(1, audio.Samples.Length);   // 1 where there are none: all shares are 0 then
        return new AudioInfo(
            audio.Encoding,
            audio.Rate,
            audio.Channels,
            audio.Frames,
            20 * Math.Log10(peak),
            10 * Math.Log10(energy / samples),
            Clipped(audio) / samples,
            silentFrames / (double)Math.Max(1, audio.Frames));
    }

    private static long Clipped(DecodedAudio audio)
    {
        long clipped = 0;
        for (int channel = 0; channel < audio.Channels; channel++)
        {
            int run = 0;
            bool wasPositive = false;
            for (int at = channel; at < audio.Samples.Length; at += audio.Channels)
            {
                float sample = audio.Samples[at];
                bool isFull = Math.Abs(sample) >= audio.FullScale;
                run = !isFull ? 0 : run > 0 && sample > 0 == wasPositive ? run + 1 : 1;
                wasPositive = sample > 0;
                clipped += run == ClippedRun ? ClippedRun : run > ClippedRun ? 1 : 0;
            }
        }

        return clipped;
    }
}
