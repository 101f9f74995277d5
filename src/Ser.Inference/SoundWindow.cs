namespace Ser.Inference;

/// <summary>A stretch of a sound at a model's rate.</summary>
/// <param name="startSeconds">Where it begins, from the sound's beginning.</param>
/// <param name="endSeconds">Where it ends.</param>
/// <param name="samples">The stretch; good until its <see cref="SoundWindows"/> are asked for anything again.</param>
public readonly ref struct SoundWindow(double startSeconds, double endSeconds, ReadOnlySpan<float> samples)
{
    /// <summary>Where it begins, in s.</summary>
    public double StartSeconds { get; } = startSeconds;

    /// <summary>Where it ends, in s.</summary>
    public double EndSeconds { get; } = endSeconds;

    /// <summary>One sample or more.</summary>
    public ReadOnlySpan<float> Samples { get; } = samples;
}
