using Ser.Audio.Wav;
using Ser.Core;
using Ser.Evaluation;
using Ser.Features;
using Ser.Reporting;
using Ser.Reporting.Pages;
using Ser.Reporting.Published;

namespace Ser.Tests.Reporting.Pages;

/// <summary>Reports of invented tests, full ones and empty ones.</summary>
internal static class SampleReport
{
    public static readonly string[] Labels = ["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"];

    /// <summary>A report with everything that a page can hold.</summary>
    /// <param name="labels">Null: eight emotions.</param>
    /// <param name="name">What files, speakers and the title are called.</param>
    /// <param name="clips">How many there are.</param>
    public static ReportData Full(string[]? labels = null, string name = "clip", int clips = 240)
    {
        labels ??= Labels;
        var random = new KeyedRandom(1, "sample report", "draw");
        var rows = Enumerable.Range(0, clips).Select(i =>
        {
            int truth = i % labels.Length, predicted = random.NextDouble() < 0.6 ? truth : (int)(random.NextDouble() * labels.Length);
            float[] probabilities = [.. Enumerable.Range(0, labels.Length).Select(label => (float)(0.05 + random.NextDouble() * 0.2 + (label == predicted ? 1 : 0)))];
            float sum = probabilities.Sum();
            int speaker = i / labels.Length % 6;
            return new ReportClip(
                $"{name}/{i:000}.wav", labels[truth], labels[predicted], [.. probabilities.Select(value => value / sum)], $"{name}:{speaker:00}", speaker % 2 == 0 ? "female" : "male",
                i % 3 == 0 ? "strong" : "normal");
        }).ToArray();
        var figures = Measure(labels, rows);
        return new ReportData
        {
            Title = name,
            Kind = "Test part of a training run",
            Figures = figures,
            Clips = rows,
            Curves = [new LearningCurve("", [.. Enumerable.Range(1, 20).Select(epoch => new CurvePoint(epoch, 1.2 + (2.0 / epoch), 0.9 + (1.5 / epoch), 0.7 - (0.6 / epoch)))], 17)],
            Folds = [.. Enumerable.Range(1, 3).Select(fold => new ReportFold($"{fold}", figures with { Uar = figures.Uar - 0.1 + (0.05 * fold) }, [$"{name}:{fold}"], 5 + fold))],
            Embeddings = new EmbeddingMap([.. rows.Select(row => new EmbeddingPoint(random.Gaussian() + Array.IndexOf(labels, row.Truth), random.Gaussian(), row.Truth))], [0.31, 0.17]),
            Mistakes = [.. rows.Where(row => row.Truth != row.Predicted).Take(6).Select((row, i) => Mistake(row, 1 + (0.4 * i)))],
            Published = new PublishedComparison(
                "RAVDESS", SameProtocol: false, "these are other folds",
                [new PublishedResult("HuBERT large, frozen", "arXiv 2406.07162", "six folds of four unseen actors", PublishedFolds.EmoBox, 8) { Uar = 0.700, Accuracy = 0.703, MacroF1 = 0.695, Remark = "every epoch scored on the test part" }]),
            Stamps = [new ReportStamp("Known voices", "Speakers of these clips took part in the training.")],
            LeftOut = ["Something is left out, for a reason."],
            CommandLine = $"ser train '{name}' --output runs/sample --seed 1",
            Facts = [new ReportFact("threads", "2"), new ReportFact("corpus", $"{name}, hash {new string('f', 64)}")],
            Recipe = "{\n  \"seed\": 1,\n  \"note\": \"a < b & c\"\n}\n",
            Licence = "CC BY-NC-SA 4.0",
        };
    }

    /// <summary>A report of nothing but figures.</summary>
    public static ReportData Bare(string[] labels, int[] truth, int[] predicted) =>
        new() { Title = "bare", Kind = "Evaluation", Figures = ClassificationFigures.Measure(labels, truth, predicted) };

    private static ClassificationFigures Measure(string[] labels, ReportClip[] rows)
    {
        int[] truth = [.. rows.Select(row => Array.IndexOf(labels, row.Truth))], predicted = [.. rows.Select(row => Array.IndexOf(labels, row.Predicted))];
        var figures = ClassificationFigures.Measure(labels, truth, predicted, [.. rows.Select(row => row.Probabilities.ToArray())]);
        return SpeakerBootstrap.Add(figures, truth, predicted, [.. rows.Select(row => row.Speaker)], seed: 1, draws: 200);
    }

    private static ReportMistake Mistake(ReportClip clip, double seconds)
    {
        float[] samples = [.. Enumerable.Range(0, (int)(16_000 * seconds)).Select(i => 0.4f * MathF.Sin(0.08f * i))];
        var features = new FeatureExtractor(FeaturePlan.Speech).Extract(samples, FeatureKinds.LogMel);
        using var wav = new MemoryStream();
        WavWriter.Write(wav, samples, 1, 16_000);
        return new ReportMistake(clip, ClipPlotData.From(clip.File, samples, 16_000, FeaturePlan.Speech, features), wav.ToArray());
    }
}
