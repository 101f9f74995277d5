using System.CommandLine;
using Ser.Core;
using Ser.Training;
using Ser.Training.Network;

namespace Ser.Cli.Commands;

/// <summary>Which network is trained, and what it looks at.</summary>
internal sealed class NetworkOptions
{
    private readonly Option<string> arch = new("--arch")
    {
        Description = $"the network: {string.Join(' ', Architectures.All.Select(plan => plan.Name))}",
        DefaultValueFactory = _ => Architectures.All[0].Name,
        HelpName = "name",
    };

    private readonly Option<string?> features = new("--features")
    {
        Description = $"what it looks at, with commas between: {string.Join(' ', NetworkInputs.Names)} [default: what the network was made for]",
        HelpName = "list",
    };

    public NetworkOptions()
    {
        CommonOptions.OneOf(arch, [.. Architectures.All.Select(plan => plan.Name)]);
        features.CompletionSources.Add([.. NetworkInputs.Names]);
        features.Validators.Add(result =>
        {
            try
            {
                NetworkInputs.Parse(result.Tokens is [var token] ? token.Value : "");
            }
            catch (UserError error)
            {
                result.AddError(error.Message);
            }
        });
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [arch, features];

    /// <summary>A recipe with the network that a command line asks for; where it asks for none, that of the recipe.</summary>
    /// <exception cref="UserError">The network has no place for some of the features.</exception>
    public Recipe Apply(Recipe recipe, ParseResult parsed)
    {
        var plan = parsed.GetResult(arch) is { Implicit: false } ? Architectures.Find(parsed.GetValue(arch)!)! : recipe.Network;
        return recipe with { Network = parsed.GetValue(features) is { } list ? Architectures.WithInputs(plan, NetworkInputs.Parse(list)) : plan };
    }
}
