namespace Ser.Reporting.Published;

/// <summary>What is published of the corpora that are recognised by name, on speakers that were not trained on.</summary>
/// <remarks>
/// EmoBox: Ma et al. 2024, arXiv 2406.07162, and its leaderboard: frozen features of a pre-trained network, a small trained head. Figures of 0.78 to
/// 0.98 on RAVDESS in notebooks and papers come from random splits of clips, or from splits that are not told, and have no place here.
/// </remarks>
public static class PublishedResults
{
    /// <summary>The benchmark whose folds <c>ser crossval --protocol emobox</c> has.</summary>
    public const string EmoBox = "arXiv 2406.07162";

    private const string SixFolds = "six EmoBox folds of four unseen actors", FourFolds = "four EmoBox folds, one unseen man each";
    private const string CitedBy = "cited by arXiv 2606.03359", FiveFolds = "five folds of unseen actors";

    private static readonly PublishedResult[] Ravdess =
    [
        Frozen("Whisper large v3", SixFolds, 8, 0.753, 0.759, 0.752),
        Frozen("data2vec 2.0 large", SixFolds, 8, 0.712, 0.716, 0.709),
        Frozen("HuBERT large", SixFolds, 8, 0.700, 0.703, 0.695),
        Frozen("HuBERT base", SixFolds, 8, 0.654, 0.662, 0.653),
        Frozen("WavLM base", SixFolds, 8, 0.616, 0.621, 0.612),
        Frozen("wav2vec 2.0 base", SixFolds, 8, 0.543, 0.554, 0.540),
        new("xlsr-wav2vec 2.0, fine-tuned", "Appl. Sci. 12(1) 327", FiveFolds, PublishedFolds.Other, 8)
        {
            Accuracy = 0.818, Remark = "the checkpoint was chosen on the test fold",
        },
        new("PANNs CNN-14, fine-tuned", "2021, cited by Appl. Sci. 12(1) 327", FiveFolds, PublishedFolds.Other, 8) { Accuracy = 0.766 },
        new("human listeners", "cited by Appl. Sci. 12(1) 327", "people who listened", PublishedFolds.Other, 8) { Accuracy = 0.67 },
        new("ResLSTM, from scratch", "arXiv 2606.03359", FiveFolds, PublishedFolds.Other, 8)
        {
            Uar = 0.623, Remark = "mean of ten runs; its settings were tuned on the test folds",
        },
        new("GResNet 2019, from scratch", CitedBy, "unseen actors", PublishedFolds.Other, 8) { Uar = 0.597 },
        new("CNN + LSTM 2020, from scratch", CitedBy, "unseen actors", PublishedFolds.Other, 8) { Uar = 0.567 },
    ];

    private static readonly PublishedResult[] Savee =
    [
        Frozen("data2vec 2.0 large", FourFolds, 7, 0.758, null, null),
        Frozen("HuBERT large", FourFolds, 7, 0.719, null, null),
        Frozen("HuBERT base", FourFolds, 7, 0.589, null, null),
        Frozen("wav2vec 2.0 base", FourFolds, 7, 0.449, null, null),
    ];

    private static readonly PublishedResult[] Mixture =
    [
        new("CNN on mel spectrograms", "Electronics 11(22) 3831", "unseen speakers", PublishedFolds.Other, 6)
        {
            Accuracy = 0.574, Remark = "figures of 0.61 to 0.97 that it lists come from improper divisions",
        },
    ];

    /// <summary>The results of a corpus.</summary>
    /// <param name="corpus">Its name, as it was recognised: "RAVDESS"; of a mixture, names joined by " + " in any order.</param>
    /// <returns>Empty where nothing is known.</returns>
    public static IReadOnlyList<PublishedResult> Of(string corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        string[] names = [.. corpus.Split(" + ").Order(StringComparer.Ordinal)];
        return names switch
        {
            ["RAVDESS"] => Ravdess,
            ["SAVEE"] => Savee,
            ["CREMA-D", "RAVDESS", "SAVEE", "TESS"] => Mixture,
            _ => [],
        };
    }

    private static PublishedResult Frozen(string network, string protocol, int classes, double uar, double? accuracy, double? macroF1) =>
        new($"{network}, frozen", EmoBox, protocol, PublishedFolds.EmoBox, classes) { Uar = uar, Accuracy = accuracy, MacroF1 = macroF1 };
}
