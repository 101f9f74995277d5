using System.CommandLine;
using Ser.Cli.Configuration;
using Ser.Core;
using Ser.Corpora;
using Ser.Training;

namespace Ser.Cli.Commands;

/// <summary>
/// The options that make a <see cref="Recipe"/>, and the file that holds any of its choices; every command that trains has them.
/// </summary>
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
        Description = "which network becomes the model: last, the averaged weights at the end; best, those of the epoch with the best validation UAR (wants --validation) [default: last]",
        HelpName = "last|best",
    });
    private readonly Option<double> test = CommonOptions.Share("--test", "share of the speakers that the figures are measured on; 0: train on all, and measure nothing", Defaults.TestShare, orNone: true);
    private readonly Option<string> balance = new("--balance")
    {
        Description = $"what to do about classes of unequal size, within the training part: {string.Join(' ', Balances.Names)}",
        DefaultValueFactory = _ => Balances.Names[(int)Defaults.Balance],
        HelpName = "name",
    };

    private readonly Option<double> rate = CommonOptions.Real("--learning-rate", "highest learning rate of the optimiser", 1e-9, 10, Defaults.LearningRate);
    private readonly Option<double> decay = CommonOptions.Real("--weight-decay", "weight decay of the optimiser", 0, 10, Defaults.WeightDecay);
    private readonly Option<double> smoothing = CommonOptions.Real("--label-smoothing", "probability that is spread over all classes", 0, 0.9, Defaults.LabelSmoothing);
    private readonly Option<string?> config = new("--config")
    {
        Description = "JSON file of options and of every other choice, such as the recipe.json of a run; what the command line says too wins",
        HelpName = "file",
    };

    private readonly Option<string?> init = new("--init")
    {
        Description = "start from this model of other recordings or labels (model.onnx of ser train, or its folder), not from weights at random",
        HelpName = "file",
    };

    private readonly Option<SplitRule?> split = CommonOptions.Checked(new Option<SplitRule?>("--split")
    {
        Description = "speaker: test on unseen speakers; random: clip by clip, which flatters; given: as the manifest says. Without it, "
            + "as the manifest says where it does, else by speaker",
        HelpName = "speaker|random|given",
    });

    private readonly Option<string> memory = new("--feature-memory")
    {
        Description = $"how features are kept while the network learns: {string.Join(' ', FeatureMemories.Names)}; what does not fit into memory goes to a file in any case",
        DefaultValueFactory = _ => FeatureMemories.Names[(int)Defaults.FeatureMemory],
        HelpName = "name",
    };

    private readonly Option<bool> speakerNorm = new("--speaker-norm")
    {
        Description = "normalise every speaker over all of that speaker's clips, in training and test; the figures are then transductive, and not comparable with others",
    };

    private readonly Option<string> augment = AugmentOption();
    private readonly NetworkOptions network = new();

    /// <summary>--config: other options can be absent where it is given.</summary>
    public Option ConfigFile => config;

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(config);
        command.Options.Add(init);
        if (drawsTest)
        {
            command.Options.Add(split);
            command.Options.Add(test);
        }

        foreach (Option option in new Option[] { seed, epochs, updates, members, batch, validation, select, balance, augment, speakerNorm, rate, decay, smoothing, memory }.Concat(network.All))
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
        CommonOptions.OneOf(balance, Balances.Names);
        CommonOptions.OneOf(memory, FeatureMemories.Names);
    }

    /// <summary>What the file says that the command line names; the defaults where it names none.</summary>
    /// <exception cref="UserError">The file cannot be read, or something in it is not as it has to be.</exception>
    public TrainingConfig ReadConfig(ParseResult parsed) => parsed.GetValue(config) is { } file ? TrainingConfig.Read(file) : new TrainingConfig();

    /// <summary>Reads the model that the training starts from, and writes down which one it is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="chosen">The configuration, with what the command line says.</param>
    /// <returns>The model, null for none, and the configuration with it.</returns>
    /// <exception cref="UserError">It cannot be read, is of another network, or is not the one that the file says.</exception>
    public (InitialModel? Initial, TrainingConfig Config) ReadInitial(ParseResult parsed, TrainingConfig chosen)
    {
        string? file = parsed.Or(init, chosen.Run.Init);
        var initial = file is null ? null : InitialModel.Read(file);
        if (chosen.Recipe.Init is { } said && parsed.GetResult(init) is null && said != initial?.Origin)
        {
            throw new UserError(initial is null
                ? $"{chosen.File}: init tells of a model, but run.init names no file; name one there or with {init.Name}, or remove both"
                : $"{chosen.File}: run.init ({file}) is another model than the one of init, hash {said.Hash}; name that one, or another with {init.Name}");
        }

        initial?.Require(chosen.Recipe);
        return (initial, chosen with { Recipe = chosen.Recipe with { Init = initial?.Origin }, Run = chosen.Run with { Init = file } });
    }

    /// <summary>A recipe with what the command line says of it.</summary>
    public Recipe Choose(ParseResult parsed, Recipe configured)
    {
        var recipe = parsed.GetResult(augment) is { Implicit: false } ? AugmentationChoice.Apply(configured, parsed.GetValue(augment)!) : configured;
        return network.Apply(recipe, parsed) with
        {
            Seed = parsed.Or(seed, recipe.Seed),
            // Whichever is said takes the place of the other one in the file.
            Epochs = parsed.Or(epochs, parsed.GetResult(updates) is { Implicit: false } ? 0 : recipe.Epochs),
            Updates = parsed.Or(updates, parsed.GetResult(epochs) is { Implicit: false } ? 0 : recipe.Updates),
            Members = parsed.Or(members, recipe.Members),
            BatchSize = parsed.Or(batch, recipe.BatchSize),
            ValidationShare = parsed.Or(validation, recipe.ValidationShare),
            Selection = parsed.Or(select, recipe.Selection),
            TestShare = drawsTest ? parsed.Or(test, recipe.TestShare) : Defaults.TestShare,
            Split = drawsTest ? parsed.Or(split, recipe.Split) : null,
            Balance = parsed.GetResult(balance) is { Implicit: false } ? Balances.Find(parsed.GetValue(balance)!)!.Value : recipe.Balance,
            LearningRate = parsed.Or(rate, recipe.LearningRate),
            WeightDecay = parsed.Or(decay, recipe.WeightDecay),
            SpeakerNorm = parsed.Or(speakerNorm, recipe.SpeakerNorm),
            LabelSmoothing = parsed.Or(smoothing, recipe.LabelSmoothing),
            FeatureMemory = parsed.GetResult(memory) is { Implicit: false } ? FeatureMemories.Find(parsed.GetValue(memory)!)!.Value : recipe.FeatureMemory,
        };
    }

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
