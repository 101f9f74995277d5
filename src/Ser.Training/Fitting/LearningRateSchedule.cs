namespace Ser.Training.Fitting;

/// <summary>Linear rise from a tenth of the peak, then a cosine down to a five-hundredth: a pure function of the update.</summary>
/// <param name="Peak">Highest rate.</param>
/// <param name="Updates">Updates in all, 1 or more.</param>
/// <param name="Warmup">Share of them in which the rate rises.</param>
/// <remarks>Loshchilov and Hutter 2017, "SGDR" (arXiv 1608.03983), one cycle.</remarks>
internal sealed record LearningRateSchedule(double Peak, int Updates, double Warmup)
{
    private const double FirstShare = 0.1, LastShare = 0.002;

    /// <summary>The rate of an update, counted from 0.</summary>
    public double At(int update)
    {
        double rise = Math.Max(1, Warmup * Updates);
        if (update < rise)
        {
            return Peak * (FirstShare + ((1 - FirstShare) * update / rise));
        }

        double progress = (update - rise) / Math.Max(1, Updates - rise);
        return Peak * (LastShare + ((1 - LastShare) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, progress)))));
    }
}
