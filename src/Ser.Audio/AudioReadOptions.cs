using Ser.Audio.Editing;
using Ser.Core;

namespace Ser.Audio;

/// <summary>How forgiving reading is, what is taken from a file, and what is done to it.</summary>
public sealed record AudioReadOptions
{
    /// <summary>Keeps what is there of a damaged file, says nothing about it, averages the channels, and changes nothing.</summary>
    public static AudioReadOptions Default { get; } = new();

    /// <summary>Whether a file that ends before its header says so is an error instead of a warning. Default false.</summary>
    public bool Strict { get; init; }

    /// <summary>Takes one line for every fault that was read around. Default: nobody listens.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The one channel to take, counted from 0 (0 is left, 1 is right); null averages all. Default null.</summary>
    /// <remarks>For reading into one channel only: all channels stay where all are asked for.</remarks>
    public int? Channel
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new UserError($"channel is {value}; channels are counted from 0");
    }

    /// <summary>What is done to the sound of one channel after reading. Default null: nothing.</summary>
    public AudioEdit? Edit { get; init; }
}
