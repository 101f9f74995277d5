using Ser.Core;

namespace Ser.Audio.Editing;

/// <summary>What is done to a sound between decoding and everything else: cut, trim, level, in this order.</summary>
/// <remarks>Which channel is taken stands in <see cref="AudioReadOptions.Channel"/>, for it is decided while reading.</remarks>
public sealed record AudioEdit
{
    /// <summary>The level that <see cref="Normalization.Rms"/> aims at, in dBFS: a usual loudness of speech, with room for its peaks.</summary>
    public const double RmsTargetDbfs = -20;

    /// <summary>Where the sound begins, in seconds from the start of the file: 0 or more. Default 0.</summary>
    public double Start
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new UserError($"start is {value}; give seconds from the beginning, 0 or more");
    }

    /// <summary>How many seconds are taken: more than 0; what goes beyond the end is not there and not missed. Default null: all.</summary>
    public double? Duration
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value))
            ? value
            : throw new UserError($"duration is {value}; give seconds, more than 0");
    }

    /// <summary>
    /// Cuts silence off both ends: what lies so many dB or more below the loudest frame; more than 0. Default null: nothing is cut off.
    /// 30 suits speech in a quiet room. A sound of digital silence is kept whole.
    /// </summary>
    public double? TrimSilenceDb
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value))
            ? value
            : throw new UserError($"trim-silence is {value}; give dB below the loudest part, more than 0");
    }

    /// <summary>Which level the result is brought to. Default: it stays as it is.</summary>
    public Normalization Normalize
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new UserError($"normalize is {value}; give none, peak or rms");
    }

    /// <summary>Does what the properties say.</summary>
    /// <param name="sound">Stays as it is.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="warn">Takes a line where the level could not be reached; null: nobody listens.</param>
    /// <returns>One sample or more; the sound itself where there is nothing to do.</returns>
    /// <exception cref="UserError">Nothing is left of it.</exception>
    public Waveform Apply(Waveform sound, string name, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(sound);
        (int from, int to) = ((int, int))Cut(sound.Samples.Length, sound.Rate, name);
        if (TrimSilenceDb is double belowDb)
        {
            (int first, int end) = SilenceTrim.Bounds(sound.Samples.AsSpan(from, to - from), belowDb);
            (from, to) = (from + first, from + end);
        }

        if (to == from)
        {
            throw new UserError($"{name}: holds no samples; record it again or leave it out");
        }

        bool isWhole = to - from == sound.Samples.Length;
        if (isWhole && Normalize == Normalization.None)
        {
            return sound;
        }

        float[] samples = sound.Samples[from..to];
        if (Normalize == Normalization.Peak)
        {
            Gain.ToPeak(samples);
        }
        else if (Normalize == Normalization.Rms)
        {
            double reachedDbfs = Gain.ToRms(samples, RmsTargetDbfs);
            if (reachedDbfs < RmsTargetDbfs - 0.05)   // what rounds to the same tenth is not worth a line
            {
                warn?.Invoke($"{name}: was brought to {reachedDbfs:0.0} dBFS instead of {RmsTargetDbfs:0}, for its peaks would be cut off beyond that");
            }
        }

        return new Waveform(samples, sound.Rate);
    }

    /// <summary>Whether the whole sound has to be known before its first sample can be.</summary>
    internal bool NeedsWhole => TrimSilenceDb is not null || Normalize != Normalization.None;

    /// <summary>Which samples <see cref="Start"/> and <see cref="Duration"/> leave.</summary>
    /// <param name="length">Samples of the sound.</param>
    /// <param name="rate">Samples per second.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="UserError">None.</exception>
    internal (long From, long To) Cut(long length, int rate, string name)
    {
        double from = Math.Round(Start * rate);
        if (from >= length && Start > 0)
        {
            throw new UserError($"{name}: nothing is left of it: start is {Start:0.###} s, and it has {length / (double)rate:0.###} s; give an earlier start");
        }

        double to = Duration is double seconds ? from + Math.Round(seconds * rate) : length;
        if (to == from && length > 0)
        {
            throw new UserError($"{name}: nothing is left of it: duration is {Duration} s, and one sample takes {1.0 / rate:0.0e0} s; give a longer one");
        }

        return ((long)from, (long)Math.Min(to, length));
    }
}
