using Ser.Evaluation;
using Ser.Reporting.Published;

namespace Ser.Reporting.Pages;

/// <summary>What a report page tells. Only the figures are needed; a section without content is left out.</summary>
public sealed record ReportData
{
    /// <summary>What was tested, such as "RAVDESS".</summary>
    public required string Title { get; init; }

    /// <summary>How it came about in a few words, such as "Test part of a training run".</summary>
    public required string Kind { get; init; }

    /// <summary>All figures; of a cross-validation, of all tests together.</summary>
    public required ClassificationFigures Figures { get; init; }

    /// <summary>The tested clips, in any order.</summary>
    public IReadOnlyList<ReportClip> Clips { get; init; } = [];

    /// <summary>How the training went: one curve, or one of each fold.</summary>
    public IReadOnlyList<LearningCurve> Curves { get; init; } = [];

    /// <summary>The folds of a cross-validation.</summary>
    public IReadOnlyList<ReportFold> Folds { get; init; } = [];

    /// <summary>Where the clips lie for the model; null where that is not known.</summary>
    public EmbeddingMap? Embeddings { get; init; }

    /// <summary>The clips that were most confidently wrong, in the order in which they are shown.</summary>
    public IReadOnlyList<ReportMistake> Mistakes { get; init; } = [];

    /// <summary>Results of others, to stand beside one's own; null where there are none.</summary>
    public PublishedComparison? Published { get; init; }

    /// <summary>What makes the figures less than they seem, such as speakers that were trained on.</summary>
    public IReadOnlyList<ReportStamp> Stamps { get; init; } = [];

    /// <summary>What the page would show and cannot, and why; a sentence each.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The command line that makes the same again; null where it is not known.</summary>
    public string? CommandLine { get; init; }

    /// <summary>What one has to know to repeat it, such as versions, seed and threads: name and value.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    /// <summary>The recipe as JSON for people; null where there is none.</summary>
    public string? Recipe { get; init; }

    /// <summary>Terms under which the recordings, whose sound the page may hold, can be passed on; null where they are not known.</summary>
    public string? Licence { get; init; }
}

/// <summary>A clip that was tested.</summary>
/// <param name="File">Its name.</param>
/// <param name="Truth">Its label.</param>
/// <param name="Predicted">What it was taken for.</param>
/// <param name="Probabilities">One per label of the figures; empty where they are not known.</param>
/// <param name="Speaker">Who speaks; null where nobody knows.</param>
/// <param name="Gender">Of the speaker; null where nobody knows.</param>
/// <param name="Intensity">How strongly it is acted; null where nobody knows.</param>
public sealed record ReportClip(
    string File, string Truth, string Predicted, IReadOnlyList<float> Probabilities, string? Speaker = null, string? Gender = null, string? Intensity = null);

/// <summary>Something that has to be known before a figure is believed.</summary>
/// <param name="Title">In two or three words.</param>
/// <param name="Text">In a sentence.</param>
public sealed record ReportStamp(string Title, string Text);

/// <summary>A name and its value.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
public sealed record ReportFact(string Name, string Value);

/// <summary>A fold of a cross-validation.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Figures">Of its test.</param>
/// <param name="TestSpeakers">Who was tested; empty where nobody knows.</param>
/// <param name="BestEpoch">The epoch whose network was tested.</param>
public sealed record ReportFold(string Name, ClassificationFigures Figures, IReadOnlyList<string> TestSpeakers, int BestEpoch);

/// <summary>A clip that was confidently wrong.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Sound">Its spectrogram; null where the recording was not at hand.</param>
/// <param name="Wav">A WAV file to play, small; empty: none.</param>
public sealed record ReportMistake(ReportClip Clip, ClipPlotData? Sound, ReadOnlyMemory<byte> Wav);
