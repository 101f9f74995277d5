using System.CommandLine;
using Ser.Core;
using Ser.Corpora;
using Ser.Training;

namespace Ser.Cli.Commands;

/// <summary>The options that make a <see cref="Recipe"/>; every command that trains has them.</summary>
/// <param name="drawsTest">Whether the command draws a test part by these options; a cross-validation has its protocol for that.</param>
internal sealed class RecipeOptions(bool drawsTest = true)
{
    private static readonly Recipe Defaults = new();

    private readonly Option<long> seed = CommonOptions.Seed("number that every random choice follows from: the split, the start, the order", Defaults.Seed);
    private readonly Option<int> epochs = CommonOptions.WholeNumber("--epochs", ["-e"], "passes over the training part; 0 chooses by the size of the corpus", 0, 1_000_000, 0);
    private readonly Option<int> updates = CommonOptions.WholeNumber("--updates", [], "steps of the optimiser, in place of --epochs; 0 chooses by the size of the corpus", 0, 100_000_000, 0);
    private readonly Option<int> members = CommonOptions.WholeNumber("--ensemble", [], "networks that are trained one after the other, from different seeds, and answer together", 1, 16, Defaults.Members);
    private readonly Option<int> batch = CommonOptions.WholeNumber("--batch-size", [], "clips per update", 2, 65_536, Defaults.BatchSize);
    private readonly Option<double> validation = CommonOptions.Share("--validation", "share of the speakers that is measured on after every epoch and not trained on; 0: none", Defaults.ValidationShare, orNone: true);
    private readonly Option<Selection> select = CommonOptions.Checked(new Option<Selection>("--select")
    {
        Description = "which network becomes the model: last, the averaged weights at the end; best, those of the epoch with the best validation UAR (wants --validation)",
        DefaultValueFactory = _ => Defaults.Selection,
        HelpName = "last|best",
    });
    private readonly Option<double> test = CommonOptions.Share("--test", "share of the speakers that the figures are measured on", Defaults.TestShare);
    private readonly Option<string> balance = new("--balance")
    {
        Description = $"what to do about classes of unequal size, within the training part: {string.Join(' ', Balances.Names)}",
        DefaultValueFactory = _ => Balances.Names[(int)Defaults.Balance],
        HelpName = "name",
    };

    private readonly Option<SplitRule?> split = CommonOptions.Checked(new Option<SplitRule?>("--split")
    {
        Description = "speaker: test on unseen speakers; random: clip by clip, which flatters; given: as the manifest says. Without it, "
            + "as the manifest says where it does, else by speaker",
        HelpName = "speaker|random|given",
    });

    private readonly Option<string> augment = AugmentOption();
    private readonly NetworkOptions network = new();

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        if (drawsTest)
        {
            command.Options.Add(split);
            command.Options.Add(test);
        }

        foreach (Option option in new Option[] { seed, epochs, updates, members, batch, validation, select, balance, augment }.Concat(network.All))
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(epochs) is { Implicit: false } && result.GetResult(updates) is { Implicit: false })
            {
                result.AddError("--epochs and --updates both say how long to train; give one of them");
            }
        });
        balance.CompletionSources.Add([.. Balances.Names]);
        balance.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Balances.Find(token.Value) is null)
            {
                result.AddError($"{balance.Name} is '{token.Value}'; give one of {string.Join(' ', Balances.Names)}");
            }
        });
    }

    /// <summary>The recipe that a command line asks for.</summary>
    public Recipe Read(ParseResult parsed) => network.Apply(AugmentationChoice.Apply(Defaults, parsed.GetValue(augment)!), parsed) with
    {
        Seed = parsed.GetValue(seed),
        Epochs = parsed.GetValue(epochs),
        Updates = parsed.GetValue(updates),
        Members = parsed.GetValue(members),
        BatchSize = parsed.GetValue(batch),
        ValidationShare = parsed.GetValue(validation),
        Selection = parsed.GetValue(select),
        TestShare = drawsTest ? parsed.GetValue(test) : Defaults.TestShare,
        Split = drawsTest ? parsed.GetValue(split) : null,
        Balance = Balances.Find(parsed.GetValue(balance)!)!.Value,
    };

    private static Option<string> AugmentOption()
    {
        var option = new Option<string>("--augment")
        {
            Description = "how training clips are varied: none, light, strong, or a chain such as \"noise(snr=5..40,p=0.5) specaugment mixup\"; "
                + "'ser augment --help' lists its transforms",
            DefaultValueFactory = _ => AugmentationChoice.Light,
            HelpName = "level|chain",
        };
        option.CompletionSources.Add([.. AugmentationChoice.Levels]);
        option.Validators.Add(result =>
        {
            try
            {
                AugmentationChoice.Apply(Defaults, result.Tokens is [var token] ? token.Value : AugmentationChoice.Light);
            }
            catch (UserError error)
            {
                result.AddError($"--augment: {error.Message} (or one of the levels {string.Join(", ", AugmentationChoice.Levels)})");
            }
        });
        return option;
    }
}
