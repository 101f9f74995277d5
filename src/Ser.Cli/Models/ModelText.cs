using System.Globalization;
using System.Text;
using System.Text.Json;
using Ser.Inference;

namespace Ser.Cli.Models;

/// <summary>What is in a model file, for people: the card, the graph's ends, and its operators.</summary>
internal static class ModelText
{
    private const int NameWidth = 15, LineWidth = 100;

    /// <summary>Lines of a name and what there is to say.</summary>
    public static string Of(ModelFile model)
    {
        using var json = JsonDocument.Parse(model.CardJson);
        var card = model.Card;
        var text = new StringBuilder();
        Line("format", string.Create(CultureInfo.InvariantCulture, $"model format {card.Format}, ONNX IR {model.IrVersion}, opset {model.Opset}"));
        Line("size", string.Create(CultureInfo.InvariantCulture, $"{model.Bytes / 1e6:0.00} MB ({model.Bytes} bytes), {model.Constants} numbers"));
        Line("written by", card.Tool);
        Line("labels", string.Join(", ", card.Labels));
        Line("rate", $"{card.SampleRate} Hz");
        Line("input", string.Join(", ", model.Inputs.Select(port => $"{port.Name} {port.Shape}")));
        Line("outputs", string.Join(", ", model.Outputs.Select(port => $"{port.Name} {port.Shape}")));
        Line("features", LayerText.Features(card.Features));
        Line("network", $"{LayerText.Word(card.Architecture, "name")}, {card.Training.Parameters} parameters");
        foreach (var (branch, layer) in LayerText.Layers(card.Architecture))
        {
            Line(branch.Length > 0 ? $"  {branch}" : "", layer);
        }

        Line("calibration", Calibration(json.RootElement));
        Training(card.Training, ModelSelection.IsBest(card.Recipe));
        Corpus(card.Corpus);
        Line("operators", string.Join(", ", model.Operators.Select(used => used.Nodes > 1 ? $"{used.Nodes} {used.Name}" : used.Name)));
        return text.ToString().TrimEnd('\n');

        void Training(TrainingSummary training, bool isBest)
        {
            string members = training.Members > 1 ? $"{training.Members} networks, each " : "";
            string kept = isBest ? $"best of {training.Epochs} epochs: {training.BestEpoch}" : $"the last of {training.Epochs} epochs";
            Line("training", string.Create(
                CultureInfo.InvariantCulture, $"{members}{kept}, after {training.Updates} updates{(training.Interrupted ? "; interrupted" : "")}"));
            Line("validation", training.ValidationUar is { } uar
                ? string.Create(CultureInfo.InvariantCulture, $"UAR {uar:0.0000}, loss {training.ValidationLoss:0.0000}")
                : "none");
        }

        void Corpus(CorpusSummary corpus)
        {
            Line("corpus", $"{corpus.Name}, {Counted.Of(corpus.TrainClips, "training clip")}");
            if (corpus.Extra is { } extra)
            {
                Line("  extra", $"{extra.Name}, {extra.TrainClips} of the training clips; licence {extra.Licence ?? "not known"}");
            }

            if (corpus.Initial is { } initial)
            {
                Line("started from", $"a model of {initial.Corpus}, hash {initial.Hash}; licence {initial.Licence ?? "not known"}");
            }

            Line("licence", corpus.Licence ?? "not known");
            Line("split", $"by {corpus.SplitRule}");
            Line("  train", Speakers(corpus.TrainSpeakers));
            Line("  validation", card.Training.ValidationUar is null ? "none" : Speakers(corpus.ValidationSpeakers));
            Line("  test", Speakers(corpus.TestSpeakers));
            Line("speaker overlap", corpus.SpeakerOverlap ? "yes: figures are too good for new voices" : "no");
            if (SpeakerNormText.IsOn(card.Recipe))
            {
                Line("speaker norm", "trained on speakers that were normalised; this file labels clip by clip, without, and the figures of its run are not its own");
            }

            Line("leaked clips", corpus.LeakedClips == 0 ? "none" : $"{corpus.LeakedClips}: figures are too good");
            Line("clip hashes", ClipHashes.Unpack(corpus.ClipHashes).Count is > 0 and var hashes ? $"{hashes} sounds of training and validation" : "none");
            Line("corpus hash", corpus.Hash);
            Line("split hash", corpus.SplitHash);
        }

        void Line(string name, string what)
        {
            if (name.Length > NameWidth)
            {
                text.Append(name).Append('\n');   // its lines stand below, where those of all others do
                name = "";
            }

            string indent = name.PadRight(NameWidth);
            foreach (string line in Wrapped(OneLine(what)))
            {
                text.Append(indent).Append("  ").Append(line).Append('\n');
                indent = new string(' ', NameWidth);
            }
        }
    }

    private static string Speakers(IReadOnlyList<string> speakers) =>
        speakers.Count == 0 ? "speakers not known" : $"{Counted.Of(speakers.Count, "speaker")}: {string.Join(", ", speakers)}";

    private static string Calibration(JsonElement card) =>
        card.TryGetProperty("calibration", out var calibration) && calibration.ValueKind == JsonValueKind.Object
            ? calibration.TryGetProperty("clips", out var clips) && clips.ValueKind == JsonValueKind.Number && clips.GetDouble() == 0
            ? $"temperature {LayerText.Word(calibration, "temperature")}, as the recipe says: there was no validation part to fit it on"
            : $"temperature {LayerText.Word(calibration, "temperature")}, fitted on {LayerText.Word(calibration, "clips")} clips of the validation part; "
                + $"loss {LayerText.Word(calibration, "lossBefore")} to {LayerText.Word(calibration, "lossAfter")}, "
                + $"calibration error {LayerText.Word(calibration, "errorBefore")} to {LayerText.Word(calibration, "errorAfter")}"
            : "none";

    /// <summary>A file's own words cannot write escape codes to a terminal.</summary>
    private static string OneLine(string text) => string.Create(text.Length, text, (safe, from) =>
    {
        for (int i = 0; i < from.Length; i++)
        {
            safe[i] = char.IsControl(from[i]) ? ' ' : from[i];
        }
    });

    /// <summary>Breaks behind the last comma of a line, or at a blank where that would leave more than half of it empty.</summary>
    private static IEnumerable<string> Wrapped(string text)
    {
        const int width = LineWidth - NameWidth - 2;
        while (text.Length > width)
        {
            int comma = text.LastIndexOf(", ", width - 1, StringComparison.Ordinal), blank = text.LastIndexOf(' ', width);
            int end = comma >= width / 2 ? comma + 1 : blank;
            if (end <= 0)
            {
                break;
            }

            yield return text[..end];
            text = text[(end + 1)..];
        }

        yield return text;
    }
}
