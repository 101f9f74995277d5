using Ser.Audio.Rates;
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
    /// <param name="samples">One channel.</param>
    /// <param name="rate">Its rate, whatever that of the analysis is.</param>
    public FeatureMatrix Frames(ReadOnlySpan<float> samples, int rate)
    {
        samples = AtOwnRate(samples, rate);
        var spectral = request.Kinds == FeatureKinds.None ? null : extractor.Extract(samples, request.Kinds);
        return voice is null ? spectral! : Join(spectral, voice.Columns(samples));
    }

    /// <summary>One value per column and statistic, or the values of the notebooks.</summary>
    public float[] Summary(ReadOnlySpan<float> samples, int rate, IReadOnlyList<Statistic> statistics)
    {
        samples = AtOwnRate(samples, rate);
        if (notebook is not null)
        {
            return notebook.Compute(samples);
        }

        float[] spectral = request.Kinds == FeatureKinds.None ? [] : extractor.Summarise(samples, request.Kinds, statistics);
        return voice is null ? spectral : [.. spectral, .. ClipStatistics.Compute(voice.Columns(samples), statistics)];
    }

    /// <summary>Names of the values of <see cref="Summary"/>.</summary>
    public IReadOnlyList<string> SummaryColumns(IReadOnlyList<Statistic> statistics) =>
        notebook is null ? ClipStatistics.Names(Columns, statistics) : Notebook162.Names;

    private ReadOnlySpan<float> AtOwnRate(ReadOnlySpan<float> samples, int rate) =>
        rate == plan.SampleRate ? samples : RateConverter.For(rate, plan.SampleRate).Convert(samples);

    private static FeatureMatrix Join(FeatureMatrix? spectral, FeatureMatrix pitch) => spectral is null
        ? pitch
        : new FeatureMatrix([.. spectral.Columns, .. pitch.Columns], spectral.Frames, spectral.HopSeconds, [.. spectral.Values, .. pitch.Values]);
}
