namespace Ser.Resampling.Reduction;

/// <summary>A way to take rows away.</summary>
internal interface IReduction
{
    /// <summary>Per row whether it stays.</summary>
    bool[] Keep(ReductionTask task);
}
