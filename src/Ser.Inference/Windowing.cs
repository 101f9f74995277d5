using Ser.Core;

namespace Ser.Inference;

/// <summary>How a sound is cut into windows that are labelled one by one.</summary>
public sealed record Windowing
{
    /// <summary>The shortest window in s: less holds no syllable.</summary>
    public const double ShortestWindow = 0.1;

    /// <summary>The longest window in s: one pass of a model; longer sounds are labelled as means of such windows anyway.</summary>
    public const double LongestWindow = 30;

    /// <summary>The shortest hop in s.</summary>
    public const double ShortestHop = 0.01;

    /// <summary>The slowest smoothing in s.</summary>
    public const double SlowestSmoothing = 3600;

    /// <summary>Checks the three against each other.</summary>
    /// <param name="windowSeconds">Length of a window: <see cref="ShortestWindow"/> to <see cref="LongestWindow"/>.</param>
    /// <param name="hopSeconds">From the beginning of a window to that of the next: <see cref="ShortestHop"/> to the length of the window.</param>
    /// <param name="smoothSeconds">Time constant of an exponential mean over the windows; 0 smooths nothing.</param>
    /// <exception cref="UserError">One of them lies outside its range.</exception>
    public Windowing(double windowSeconds, double hopSeconds, double smoothSeconds = 0)
    {
        if (!(windowSeconds >= ShortestWindow && windowSeconds <= LongestWindow))
        {
            throw new UserError($"the window is {windowSeconds} s; give {ShortestWindow} to {LongestWindow}");
        }

        if (!(hopSeconds >= ShortestHop && hopSeconds <= windowSeconds))
        {
            throw new UserError($"the hop is {hopSeconds} s; give {ShortestHop} to the window's {windowSeconds}, for sound between two windows would not be heard");
        }

        if (!(smoothSeconds >= 0 && smoothSeconds <= SlowestSmoothing))
        {
            throw new UserError($"the smoothing is {smoothSeconds} s; give 0 to {SlowestSmoothing}");
        }

        (WindowSeconds, HopSeconds, SmoothSeconds) = (windowSeconds, hopSeconds, smoothSeconds);
    }

    /// <summary>Length of a window in s.</summary>
    public double WindowSeconds { get; }

    /// <summary>From the beginning of a window to that of the next, in s.</summary>
    public double HopSeconds { get; }

    /// <summary>Time constant of the smoothing in s; 0 for none.</summary>
    public double SmoothSeconds { get; }
}
