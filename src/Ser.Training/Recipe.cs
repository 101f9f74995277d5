using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Augmentation;
using Ser.Core;
using Ser.Corpora;
using Ser.Features;
using Ser.Training.Configuration;
using Ser.Training.Network;

namespace Ser.Training;

/// <summary>Every choice of a training run: together with the recordings it says what the model will be.</summary>
public sealed record Recipe
{
    /// <summary>Seed of every draw. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// By what the parts are drawn; null: the parts that a manifest gives, or else by speaker. A cross-validation goes by its protocol.
    /// </summary>
    public SplitRule? Split { get; init; }

    /// <summary>
    /// Share of the speakers (or clips, where speakers are unknown) that is not trained on but watches the training: 0.01 to 0.9, or 0 for
    /// none. Default 0: all speakers that are not tested are trained on.
    /// </summary>
    public double ValidationShare { get; init => field = value == 0 ? 0 : Within(value, 0.01, 0.9, "validation share"); }

    /// <summary>Share that the test figures are measured on; 0: all is trained on, and nothing tells what the model is worth. Default 0.15.</summary>
    public double TestShare { get; init => field = value == 0 ? 0 : Within(value, 0.01, 0.9, "test share"); } = 0.15;

    /// <summary>The analysis. Default <see cref="FeaturePlan.Emotion"/>.</summary>
    public FeaturePlan Features { get; init; } = FeaturePlan.Emotion;

    /// <summary>The network. Default <see cref="Architectures.Attentive"/>.</summary>
    public NetworkPlan Network { get; init; } = Architectures.Attentive;

    /// <summary>Variations of the training features.</summary>
    public SpectralAugmentation Augmentation { get; init; } = new();

    /// <summary>What is done about classes of unequal size. Default <see cref="Balance.Weights"/>.</summary>
    public Balance Balance { get; init; } = Balance.Weights;

    /// <summary>Speeds at which training clips are heard beside their own; above 1 is faster and higher. Default 0.9 and 1.1.</summary>
    public IReadOnlyList<double> OtherSpeeds { get; init => field = [.. value.Select(speed => Within(speed, 0.25, 4, "speed"))]; } = [0.9, 1.1];

    /// <summary>Copies of training clips through other channels.</summary>
    public ChannelCopies Channels { get; init; } = new();

    /// <summary>How the sound of training clips is varied; null: it stays, and only features are varied. Default null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WaveformAugmentation? Waveforms { get; init; }

    /// <summary>Where the features are kept while the network learns. Default <see cref="FeatureMemory.HalfPrecision"/>.</summary>
    public FeatureMemory FeatureMemory { get; init; } = FeatureMemory.HalfPrecision;

    /// <summary>
    /// Whether the raw rows of each speaker are brought to the training part's mean and deviation, fitted over all clips of the speaker in
    /// the part that is processed. Test figures are transductive then. Default false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SpeakerNorm { get; init; }

    /// <summary>Level below the clip's loudest frame, in dB, at which silence begins at both ends. Default 25.</summary>
    public double SilenceDb { get; init => field = Within(value, 1, 200, "silence level"); } = 25;

    /// <summary>Frames that are kept before and after the speech. Default 6.</summary>
    public int SilenceMargin { get; init => field = (int)Within(value, 0, 1000, "silence margin"); } = 6;

    /// <summary>Frames of a training window. Default 160: 2.56 s.</summary>
    public int WindowFrames { get; init => field = (int)Within(value, 8, 100_000, "window frames"); } = 160;

    /// <summary>Passes over the training part; 0: as many as the updates need (<see cref="UpdatesFor"/>).</summary>
    public int Epochs { get; init => field = (int)Within(value, 0, 1_000_000, "epochs"); }

    /// <summary>Steps of the optimiser; 0: as many as <see cref="Epochs"/> make, or where these are 0 as the corpus needs (<see cref="UpdatesFor"/>).</summary>
    public int Updates { get; init => field = (int)Within(value, 0, 100_000_000, "updates"); }

    /// <summary>
    /// Networks that are trained one after the other, from different seeds, and answer together: 1 to 16. Default 1. The first is what a
    /// recipe of one gives (<see cref="ForMember"/>).
    /// </summary>
    public int Members { get; init => field = (int)Within(value, 1, 16, "members"); } = 1;

    /// <summary>Clips per update. Default 32.</summary>
    public int BatchSize { get; init => field = (int)Within(value, 2, 65_536, "batch size"); } = 32;

    /// <summary>Which network becomes the model. Default <see cref="Selection.Last"/>.</summary>
    public Selection Selection { get; init; } = Selection.Last;

    /// <summary>
    /// What the logits are divided by where no validation part can fit a temperature. Default 1: on unseen RAVDESS actors, 1.03 fits the verdicts
    /// of one network best and 0.89 those of five; smoothed labels and mixed clips leave a network about as sure as it is right.
    /// </summary>
    public double Temperature { get; init => field = Within(value, 0.05, 20, "temperature"); } = 1;

    /// <summary>Highest learning rate of AdamW. Default 0.002.</summary>
    public double LearningRate { get; init => field = Within(value, 1e-9, 10, "learning rate"); } = 2e-3;

    /// <summary>Share of the updates in which the rate rises from a tenth. Default 0.1.</summary>
    public double Warmup { get; init => field = Within(value, 0, 1, "warm-up"); } = 0.1;

    /// <summary>Weight decay of AdamW, on matrices and kernels only. Default 0.02.</summary>
    public double WeightDecay { get; init => field = Within(value, 0, 10, "weight decay"); } = 0.02;

    /// <summary>Largest norm of the gradient. Default 5.</summary>
    public double GradientClip { get; init => field = Within(value, 1e-6, 1e6, "gradient clip"); } = 5;

    /// <summary>Probability that label smoothing spreads evenly. Default 0.1.</summary>
    public double LabelSmoothing { get; init => field = Within(value, 0, 0.9, "label smoothing"); } = 0.1;

    /// <summary>Share of the batches in which pairs are mixed (Zhang et al. 2018, arXiv 1710.09412). Default 0.5.</summary>
    public double MixupChance { get; init => field = Within(value, 0, 1, "mixup chance"); } = 0.5;

    /// <summary>Both parameters of the beta distribution of the mixing share. Default 0.2.</summary>
    public double MixupAlpha { get; init => field = Within(value, 1e-3, 100, "mixup alpha"); } = 0.2;

    /// <summary>Decay per update of the moving average of the weights, which is the model. Default 0.995.</summary>
    public double AverageDecay { get; init => field = Within(value, 0, 1, "average decay"); } = 0.995;

    /// <summary>Parts of a batch that are normalised apart and may be computed side by side. Default 2.</summary>
    public int Shards { get; init => field = (int)Within(value, 1, 64, "shards"); } = 2;

    /// <summary>The model that the training starts from; null: weights at random. Default null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelOrigin? Init { get; init; }

    /// <summary>Updates in one pass over <paramref name="clips"/> training clips; what does not fill a batch is left for another shuffle.</summary>
    public int UpdatesPerEpoch(int clips) => Math.Max(1, clips / BatchSize);

    /// <summary>
    /// Updates on <paramref name="clips"/> training clips: <see cref="Updates"/>, or those of <see cref="Epochs"/>, or else 1800, but at
    /// least 20 and at most 100 passes. Networks of this size need a number of updates rather than of passes.
    /// </summary>
    public int UpdatesFor(int clips)
    {
        const int Needed = 1800, FewestPasses = 20, MostPasses = 100;
        int pass = UpdatesPerEpoch(clips);
        return Updates > 0 ? Updates
            : Epochs > 0 ? (int)Math.Min(int.MaxValue, (long)Epochs * pass)
            : Math.Clamp(Needed, FewestPasses * pass, MostPasses * pass);
    }

    /// <summary>Passes over <paramref name="clips"/> training clips, the last of which may be a part of one.</summary>
    public int EpochsFor(int clips)
    {
        int pass = UpdatesPerEpoch(clips);
        return (UpdatesFor(clips) + pass - 1) / pass;
    }

    /// <summary>The recipe of one member of the ensemble: this one with a seed of its own. The first keeps the seed.</summary>
    /// <param name="member">Counted from 1.</param>
    internal Recipe ForMember(int member) => this with
    {
        Members = 1,
        Seed = member == 1 ? Seed : (long)new KeyedRandom(Seed, "", "seed of a member", member).NextBits(),
    };

    /// <summary>Refuses choices that contradict each other.</summary>
    /// <exception cref="UserError">Both a number of epochs and one of updates is given.</exception>
    internal void RequireWhole()
    {
        if (Epochs > 0 && Updates > 0)
        {
            throw new UserError($"the recipe gives {Epochs} epochs and {Updates} updates; give one of them, and 0 for the other");
        }
    }

    /// <summary>Refuses clips of unknown speakers where <see cref="SpeakerNorm"/> needs to know them.</summary>
    /// <param name="split">What is trained on, and what it is tested on.</param>
    /// <exception cref="UserError">The speaker of a clip is not known.</exception>
    public void RequireSpeakers(Split split)
    {
        ArgumentNullException.ThrowIfNull(split);
        Clip[] clips = SpeakerNorm ? [.. split.Train, .. split.Validation, .. split.Test] : [];
        Clip[] unknown = [.. clips.Where(clip => clip.Speaker is null)];
        if (unknown.Length > 0)
        {
            throw new UserError(
                $"--speaker-norm needs to know who speaks, and {unknown.Length} of {clips.Length} clips do not tell, such as {unknown[0].Name}; "
                + "name the speakers in a manifest's column 'speaker', or leave --speaker-norm out");
        }
    }

    /// <summary>The recipe as JSON.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, RecipeJson.Default.Recipe);

    /// <summary>The recipe as a file for people.</summary>
    public string ToText() => JsonSerializer.Serialize(this, RecipeJson.Default.Recipe) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote, or what a person has: every property that is not there has its default.</summary>
    /// <param name="json">An object.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="otherKeys">Keys of the object that are not the recipe's, and that somebody else reads.</param>
    /// <exception cref="UserError">A key is unknown, or a value is of another kind or out of its range; told with file and key.</exception>
    public static Recipe FromJson(JsonElement json, string file, IReadOnlyCollection<string>? otherKeys = null)
    {
        var recipe = StrictJson.Read(json, RecipeJson.Default.Recipe, file, otherKeys: otherKeys);
        Require(() => recipe.Features.Validated(), "features: ");
        Require(() => recipe.Network.Validated(), "");
        return recipe;

        void Require(Action check, string key)
        {
            try
            {
                check();
            }
            catch (UserError error)
            {
                throw new UserError($"{file}: {key}{error.Message}", error);
            }
        }
    }

    private static double Within(double value, double low, double high, string name) =>
        value >= low && value <= high ? value : throw new UserError($"{name} is {value}; give {low} to {high}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Recipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;
