namespace Ser.Resampling.OverSampling;

/// <summary>A way to make new rows of a class.</summary>
internal interface IOverSampler
{
    /// <summary>Says where each new row comes from.</summary>
    SyntheticRow[] Make(ClassTask task);
}
