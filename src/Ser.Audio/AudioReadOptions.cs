namespace Ser.Audio;

/// <summary>How forgiving reading is, and what is taken from a file of several channels.</summary>
public sealed record AudioReadOptions
{
    /// <summary>Keeps what is there of a damaged file, says nothing about it, and averages the channels.</summary>
    public static AudioReadOptions Default { get; } = new();

    /// <summary>Whether a file that ends before its header says so is an error instead of a warning. Default false.</summary>
    public bool Strict { get; init; }

    /// <summary>Takes one line for every fault that was read around. Default: nobody listens.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The one channel to take, counted from 0 (0 is left, 1 is right); null averages all. Default null.</summary>
    public int? Channel
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Channel), value, "channels are counted from 0");
    }
}
