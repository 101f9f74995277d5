using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Core;

namespace Ser.Training.Network;

/// <summary>
/// A network as data: the module that trains and the graph that ships are both built from it, so that they cannot part.
/// </summary>
/// <remarks>
/// Branches look at the clip, each at inputs of its own. Where several of them end they have as many steps over time, and their channels are put side by
/// side. Statistics over time, weighted by attention (Okabe et al. 2018, arXiv 1803.10963), turn any length into one vector.
/// </remarks>
public sealed record NetworkPlan
{
    /// <summary>Name by which people choose it.</summary>
    public required string Name { get; init; }

    /// <summary>What looks at the clip, at least one.</summary>
    public required IReadOnlyList<BranchPlan> Branches { get; init; }

    /// <summary>Hidden units of the attention over time; 0: every step of the speech counts the same.</summary>
    public required int AttentionUnits { get; init; }

    /// <summary>Units of a dense layer before the classes; 0: none.</summary>
    public int DenseUnits { get; init; }

    /// <summary>Share of the vector before the classes that is dropped in training, 0 to 0.95.</summary>
    public required double Dropout { get; init; }

    /// <summary>Whether the last stride over time is taken in single steps where the network is used; it costs nothing in training, and there are more steps to pool over.</summary>
    public bool FinerSteps { get; init; }

    /// <summary>Frames that one step of the pooled sequence stands for in training.</summary>
    [JsonIgnore]
    public int TimeReduction => Branches[0].TimeReduction;

    /// <summary>Frames that one step of the pooled sequence stands for.</summary>
    /// <param name="training">Whether it is trained or used.</param>
    public int ReductionOf(bool training) => training || !FinerSteps ? TimeReduction : TimeReduction / TimeSteps.FactorOf(Branches[0].Blocks);

    /// <summary>Channels of the pooled sequence.</summary>
    /// <param name="plan">The analysis.</param>
    public int Channels(Features.FeaturePlan plan) => Branches.Sum(branch => branch.Channels(plan));

    /// <summary>Whether any branch looks at something.</summary>
    public bool Uses(NetworkInputKind input) => Branches.Any(branch => branch.Inputs.Contains(input));

    /// <summary>This plan, if it can be built.</summary>
    /// <exception cref="UserError">It cannot; the message names the key.</exception>
    public NetworkPlan Validated()
    {
        if (Branches.Count == 0)
        {
            throw new UserError("network.branches is empty, so the network would look at nothing; give at least one, or choose other features");
        }

        Within(AttentionUnits, 0, 4096, "network.attentionUnits");
        Within(DenseUnits, 0, 4096, "network.denseUnits");
        if (!(Dropout is >= 0 and <= 0.95))
        {
            throw new UserError($"network.dropout is {Dropout}; give 0 to 0.95");
        }

        foreach (var (i, branch) in Branches.Index())
        {
            branch.Require($"network.branches[{i}]");
            if (branch.TimeReduction != TimeReduction)
            {
                throw new UserError(
                    $"network: branch {Branches[0].Name} makes one step of {TimeReduction} frames, {branch.Name} one of {branch.TimeReduction}; give all the same product of strides and pooled widths");
            }

            if (FinerSteps && TimeSteps.FactorOf(branch.Blocks) != TimeSteps.FactorOf(Branches[0].Blocks))
            {
                throw new UserError(
                    $"network.finerSteps wants the last stride or pool over time to be the same in all branches; {Branches[0].Name} and {branch.Name} differ: make them so, or set it to false");
            }
        }

        return this;
    }

    /// <summary>The plan as the model card holds it.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, NetworkPlanJson.Default.NetworkPlan);

    internal static void Within(int value, int low, int high, string key)
    {
        if (value < low || value > high)
        {
            throw new UserError($"{key} is {value}; give {low} to {high}");
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(NetworkPlan))]
internal sealed partial class NetworkPlanJson : JsonSerializerContext;
