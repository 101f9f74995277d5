using Ser.Features;

namespace Ser.Cli.Extraction;

/// <summary>The analysis that a user asked for; some of it may depend on the clip.</summary>
/// <param name="Plan">The analysis; its rate and upper edge count only where the clip does not decide.</param>
/// <param name="OwnRate">Whether every clip is analysed at its own rate.</param>
/// <param name="OwnHighHz">Whether the upper edge of the mel bands is half of that rate.</param>
internal sealed record ChosenPlan(FeaturePlan Plan, bool OwnRate, bool OwnHighHz)
{
    /// <summary>The analysis for clips of one rate.</summary>
    /// <exception cref="Ser.Core.UserError">An upper edge that was asked for does not suit the rate.</exception>
    public FeaturePlan At(int rate)
    {
        var plan = OwnRate ? Plan.AtRate(rate) : Plan;
        return OwnHighHz || !OwnRate ? plan : (plan with { HighHz = Plan.HighHz }).Validated();
    }
}
