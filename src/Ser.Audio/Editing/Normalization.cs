namespace Ser.Audio.Editing;

/// <summary>Which level a sound is brought to. 0 dBFS is the level of a constant 1, so a sine of full scale has an RMS of −3 dBFS.</summary>
public enum Normalization
{
    /// <summary>It stays as it is.</summary>
    None,

    /// <summary>The largest sample becomes exactly 1 or −1 (0 dBFS). Digital silence stays as it is.</summary>
    Peak,

    /// <summary>
    /// The RMS becomes <see cref="AudioEdit.RmsTargetDbfs"/>, unless a sample would then lie beyond ±1: then the largest becomes
    /// exactly 1 or −1, the level stays below, and a warning says where. Digital silence stays as it is.
    /// </summary>
    Rms,
}
