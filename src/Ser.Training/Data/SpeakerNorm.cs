using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>
/// Normalisation by speaker: the raw rows of each speaker are brought to the mean and deviation of the training part. It looks at all clips of a
/// speaker together, never at their labels; so a verdict depends on the speaker's other clips, which is called transductive.
/// </summary>
/// <param name="layout">The order of the raw rows.</param>
/// <param name="target">Statistics of the training part.</param>
internal sealed class SpeakerNorm(RowLayout layout, RowStatistics target)
{
    /// <summary>Fits what speakers are brought to: the statistics of all recordings of the training part, at their own speed.</summary>
    public static SpeakerNorm Fit(Recipe recipe, IReadOnlyList<TrainingClip> train)
    {
        var layout = RowLayout.Of(recipe);
        return new SpeakerNorm(layout, RowStatistics.Fit(layout, train.Select(clip => clip.Recording)));
    }

    /// <summary>Fits the map of every speaker over all recordings of theirs among some clips.</summary>
    /// <param name="clips">Clips of one part, all of known speakers.</param>
    public IReadOnlyDictionary<string, RowAffine> MapsOf(IReadOnlyList<TrainingClip> clips) => clips
        .GroupBy(clip => clip.Speaker!, StringComparer.Ordinal)
        .ToDictionary(own => own.Key, own => RowAffine.Between(RowStatistics.Fit(layout, own.Select(clip => clip.Recording)), target), StringComparer.Ordinal);

    /// <summary>The clips of one part with their speakers' maps applied to recordings and copies, and to what will be made of their sound.</summary>
    public IReadOnlyList<TrainingClip> Apply(IReadOnlyList<TrainingClip> clips)
    {
        var maps = MapsOf(clips);
        return [.. clips.Select(clip =>
        {
            var map = maps[clip.Speaker!];
            return clip with { Recording = map.Map(clip.Recording), Copies = [.. clip.Copies.Select(map.Map)], Map = map };
        })];
    }
}
