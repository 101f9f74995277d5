using Ser.Audio.Rates;

namespace Ser.Audio;

/// <summary>Sound of one channel: samples in −1 … 1, and how many of them make a second.</summary>
public sealed class Waveform
{
    /// <summary>The highest sampling rate that is taken for one, in Hz; above it a header is damaged rather than ambitious.</summary>
    public const int HighestRate = 768_000;

    /// <summary>Takes the samples over, without a copy.</summary>
    /// <param name="samples">In −1 … 1 where nothing was clipped; formats in floating point may reach beyond.</param>
    /// <param name="rate">Samples per second: 1 to <see cref="HighestRate"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside its range.</exception>
    public Waveform(float[] samples, int rate)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, HighestRate);
        Samples = samples;
        Rate = rate;
    }

    /// <summary>The samples; the array itself, so that nothing is copied on the way to the features.</summary>
    public float[] Samples { get; }

    /// <summary>Samples per second.</summary>
    public int Rate { get; }

    /// <summary>Length in seconds.</summary>
    public double Seconds => Samples.Length / (double)Rate;

    /// <summary>Length as a time, rounded to 100 ns.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Seconds);

    /// <summary>The same sound at another rate; this object itself where it has that rate already.</summary>
    /// <param name="rate">Samples per second: 1 to <see cref="HighestRate"/>, and at least this rate over <see cref="RateConverter.SteepestFall"/>.</param>
    /// <remarks>See <see cref="RateConverter"/> for what is kept of the sound.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside its range.</exception>
    /// <exception cref="Core.UserError">The result would have more samples than an array can hold.</exception>
    public Waveform AtRate(int rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, HighestRate);
        return rate == Rate ? this : new Waveform(RateConverter.For(Rate, rate).Convert(Samples), rate);
    }
}
