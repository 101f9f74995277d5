using Ser.Audio;
using Ser.Features;

namespace Ser.Cli.Extraction;

/// <summary>Computes what a request asks for, for clips of one rate; shared by all threads.</summary>
internal sealed class ClipAnalysis
{
    private readonly FeatureRequest request;
    private readonly FeaturePlan plan;
    private readonly FeatureExtractor extractor;
    private readonly VoiceQuality? voice;
    private readonly Notebook162? notebook;

    public ClipAnalysis(FeatureRequest request, FeaturePlan plan)
    {
        this.request = request;
        this.plan = plan;
        extractor = new FeatureExtractor(plan);
        voice = request.Pitch ? new VoiceQuality(plan.SampleRate, new PitchOptions { HopLength = plan.HopLength }) : null;
        notebook = request.Notebook ? new Notebook162(plan.SampleRate) : null;
    }

    /// <summary>Names of the columns of <see cref="Frames"/>; the same for every rate.</summary>
    public IReadOnlyList<string> Columns =>
        [.. request.Kinds == FeatureKinds.None ? [] : extractor.ColumnsOf(request.Kinds), .. voice is null ? [] : VoiceQuality.ColumnNames];

    /// <summary>Every feature in every frame.</summary>
    public FeatureMatrix Frames(Waveform waveform)
    {
        float[] samples = waveform.AtRate(plan.SampleRate).Samples;
        var spectral = request.Kinds == FeatureKinds.None ? null : extractor.Extract(samples, request.Kinds);
        return voice is null ? spectral! : Join(spectral, voice.Columns(samples));
    }

    /// <summary>One value per column and statistic, or the values of the notebooks.</summary>
    public float[] Summary(Waveform waveform, IReadOnlyList<Statistic> statistics) => notebook is null
        ? ClipStatistics.Compute(Frames(waveform), statistics)
        : notebook.Compute(waveform.AtRate(plan.SampleRate).Samples);

    /// <summary>Names of the values of <see cref="Summary"/>.</summary>
    public IReadOnlyList<string> SummaryColumns(IReadOnlyList<Statistic> statistics) =>
        notebook is null ? ClipStatistics.Names(Columns, statistics) : Notebook162.Names;

    private static FeatureMatrix Join(FeatureMatrix? spectral, FeatureMatrix pitch) => spectral is null
        ? pitch
        : new FeatureMatrix([.. spectral.Columns, .. pitch.Columns], spectral.Frames, spectral.HopSeconds, [.. spectral.Values, .. pitch.Values]);
}
