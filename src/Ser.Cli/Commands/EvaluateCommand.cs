using System.CommandLine;
using System.CommandLine.Parsing;
using Ser.Cli.Evaluation;
using Ser.Cli.Models;
using Ser.Cli.Reports;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;
using Ser.Inference;
using Ser.Reporting.Published;

namespace Ser.Cli.Commands;

/// <summary><c>ser evaluate</c>: how often a model is right on a folder of labelled recordings, and whether that is enough.</summary>
internal static class EvaluateCommand
{
    /// <summary>Fixed, so that the same clips always give the same interval.</summary>
    private const long BootstrapSeed = 1;

    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var model = new Argument<string?>("model") { Description = "model.onnx of a training run; without it, the model that stands beside the program", Arity = ArgumentArity.ZeroOrOne };
        var named = new Option<string?>("--model", "-m") { Description = "the model, where it shall not stand before the folders", HelpName = "file" };
        var chosen = new CorpusChoice().BehindAnother();
        var gates = new GateOptions();
        var predictions = new Option<string?>("--predictions") { Description = "also write the truth and the probabilities of every clip to this CSV file", HelpName = "file" };
        var markdown = new Option<string?>("--markdown") { Description = "also write the report to this Markdown file", HelpName = "file" };
        var junit = new Option<string?>("--junit") { Description = "also write evaluation and gates as test cases to this JUnit XML file", HelpName = "file" };
        var report = new Option<string?>("--report") { Description = "also write a page with pictures to this HTML file", HelpName = "file" };
        var noSounds = CommonOptions.NoSounds();
        var zeroDivision = CommonOptions.WholeNumber("--zero-division", [], "what 0/0 counts as in precision, recall and F1", 0, 1, 0);
        var jobs = CommonOptions.Jobs();
        var json = CommonOptions.Json("all figures, groups and gates");
        var command = new Command("evaluate", "Measure how often a model is right on labelled recordings, and whether that is enough")
        {
            model, named, predictions, report, noSounds, markdown, junit, zeroDivision, jobs, json,
        };
        chosen.AddTo(command);
        gates.AddTo(command);
        Examples.Add(
            command,
            ("ser evaluate runs/demo/model.onnx ~/other-corpus", "precision, recall and F1 on other people's voices"),
            ("ser evaluate model.onnx ~/calls --json | jq .uar", "one figure for a script"),
            ("ser evaluate model.onnx ~/calls --min-uar 0.55 --min-f1 calm=0.3", "a gate: exit code 3 where it is missed"),
            ("ser evaluate model.onnx ~/calls --report calls.html", "a page with pictures"),
            ("ser evaluate model.onnx ~/calls --baseline runs/old --max-drop 0.02", "not worse than before"),
            ("ser evaluate ~/calls --forbid-overlap --junit gates.xml", "the model that ships, for a build server"));
        command.Validators.Add(result => Check(result, model, named, chosen));
        command.SetAction(parsed =>
        {
            // One argument may be a model or a folder: it is what it looks like.
            string? first = parsed.GetValue(model);
            bool isModel = first is not null && IsModel(first);
            var baseline = gates.Baseline(parsed);
            string file = parsed.GetValue(named) ?? (isModel ? first! : ModelLocation.Default(output));
            using var loaded = EmotionModel.Load(file);
            var corpus = chosen.Open(parsed, leastClasses: 1, isModel ? null : first);
            var limits = gates.Limits(parsed);
            if (Unknown(limits, loaded.Labels, corpus) is { } fault)
            {
                output.Error($"{fault}; see 'ser evaluate --help'");
                return ExitCode.WrongUsage;
            }

            var test = Run(loaded, corpus, parsed.GetValue(zeroDivision), jobs.WholeIn(parsed), output, signals.Token);
            test = test with
            {
                Gates =
                [
                    .. limits.Select(limit => limit.Check(test.Figures)),
                    .. baseline is null ? Array.Empty<GateResult>() : [baseline.Check(test)],
                    .. gates.ForbidsOverlap(parsed) ? [test.Overlap!.Gate()] : Array.Empty<GateResult>(),
                ],
            };

            // First the figures: a place that cannot be written must not cost them.
            TestReport.WriteAll(test, parsed.GetValue(json), corpus.Name, file, output);
            new TestFiles(parsed.GetValue(predictions), parsed.GetValue(markdown), parsed.GetValue(junit)).Write(test, corpus.Name, file);
            EvaluationPage.Write(parsed.GetValue(report), loaded, file, test, corpus, !parsed.GetValue(noSounds), jobs.WholeIn(parsed), output, signals.Token);
            return Judge(test.Gates, output);
        });
        return command;
    }

    private static ModelTest Run(EmotionModel model, Corpus corpus, int zeroDivision, int jobs, ProgramOutput output, CancellationToken cancel)
    {
        foreach (string note in corpus.Notes.Concat(ClassNotes(model.Labels, corpus)))
        {
            output.Remark(note);
        }

        if (SpeakerNormText.IsOn(model.Card.Recipe))
        {
            output.Warning(SpeakerNormText.Without);
        }

        using var progress = new WorkLine(output);
        var test = ModelTest.Run(model, corpus.Clips, jobs, BootstrapSeed, speakerOverlap: null, zeroDivision, progress, progress.Warning, cancel);
        var overlap = TrainingOverlap.Of(model.Card, test.Clips);
        return test with
        {
            Figures = test.Figures with { SpeakerOverlap = overlap.Any },
            Overlap = overlap,
            Published = PublishedComparison.OfTest(
                corpus.Name, test.Figures.Classes.Count(row => row.Support > 0), test.Clips.Count, overlap.TestSpeakers, overlap.Any),
        };
    }

    /// <summary>A line for every gate; what is missed is the reason of the exit code.</summary>
    private static int Judge(IReadOnlyList<GateResult> gates, ProgramOutput output)
    {
        if (gates.Count > 0)
        {
            output.Remark("");
        }

        foreach (var gate in gates)
        {
            if (gate.Held)
            {
                output.Remark($"gate {gate.Line}");
            }
            else
            {
                output.Error($"gate {gate.Line}");
            }
        }

        return gates.All(gate => gate.Held) ? ExitCode.Done : ExitCode.GateMissed;
    }

    /// <summary>Classes that only the corpus or only the model has.</summary>
    private static IEnumerable<string> ClassNotes(IReadOnlyList<string> labels, Corpus corpus)
    {
        foreach (string strange in corpus.Labels.Except(labels))
        {
            int clips = corpus.Clips.Count(clip => clip.Label == strange);
            yield return $"the model does not know '{strange}': {Counted.Of(clips, "clip")} can only be wrong; --exclude {strange} leaves {(clips == 1 ? "it" : "them")} out";
        }

        string[] absent = [.. labels.Except(corpus.Labels)];
        if (absent.Length > 0)
        {
            yield return $"no clip of {string.Join(", ", absent)}: UAR is that of {string.Join(", ", corpus.Labels)} alone";
        }
    }

    private static string? Unknown(IReadOnlyList<Gate> limits, IReadOnlyList<string> labels, Corpus corpus)
    {
        string[] known = [.. Emotions.Order(labels.Concat(corpus.Labels))];
        return limits.Select(limit => limit.Label).OfType<string>().FirstOrDefault(label => !known.Contains(label)) is { } unknown
            ? $"there is a gate for '{unknown}', which neither the model nor the corpus knows; they know {string.Join(", ", known)}"
            : null;
    }

    private static bool IsModel(string path) => !Directory.Exists(path) && ModelFile.IsModel(path);

    private static void Check(CommandResult result, Argument<string?> model, Option<string?> named, CorpusChoice chosen)
    {
        string? first = result.GetResult(model) is { Tokens: [var token] } ? token.Value : null;
        bool isModel = first is not null && IsModel(first);
        if (isModel && result.GetResult(named) is not null)
        {
            result.AddError($"two models are named, '{first}' and that of --model; leave out one of them");
        }
        else if ((first is null || isModel) && chosen.Typed(result).Length == 0)
        {
            result.AddError("'folder' missing: give one or more folders of labelled recordings");
        }
    }
}
