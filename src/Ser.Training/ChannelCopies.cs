using Ser.Augmentation.Chains;
using Ser.Core;

namespace Ser.Training;

/// <summary>Copies of training clips through other microphones, lines and rooms, made once; each is heard as often as the recording itself.</summary>
public sealed record ChannelCopies
{
    /// <summary>None.</summary>
    public static ChannelCopies None { get; } = new() { Count = 0 };

    /// <summary>Copies of each clip: 0 to 16. Default 3.</summary>
    public int Count { get; init => field = value is >= 0 and <= 16 ? value : throw new UserError($"channels: count is {value}; give 0 to 16"); } = 3;

    /// <summary>What a copy goes through, drawn anew for each.</summary>
    public string Chain { get; init => field = AugmentationChain.Parse(value).ForSound().ToString(); } =
        AugmentationChain.Parse("equaliser(db=12,p=0.8) telephone(p=0.25) noise(snr=10..35,p=0.5)").ToString();
}
