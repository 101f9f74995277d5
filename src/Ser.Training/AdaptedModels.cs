using Ser.Training.Network;

namespace Ser.Training;

/// <summary>A model for each of some speakers, whose clips were looked at together. Immutable.</summary>
public sealed class AdaptedModels
{
    private readonly IReadOnlyDictionary<string, RowAffine> maps;
    private readonly Func<RowAffine, int, byte[]> export;

    internal AdaptedModels(IReadOnlyDictionary<string, RowAffine> maps, Func<RowAffine, int, byte[]> export)
    {
        this.maps = maps;
        this.export = export;
    }

    /// <summary>The content of the model file for a speaker; null for one of whom no clip could be read.</summary>
    /// <param name="speaker">As the corpus calls the speaker.</param>
    /// <param name="member">A network of an ensemble alone, counted from 1; 0 for all together.</param>
    public byte[]? Of(string speaker, int member = 0) => maps.TryGetValue(speaker, out var map) ? export(map, member) : null;
}
