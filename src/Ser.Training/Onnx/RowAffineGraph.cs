using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>A map of the raw rows as graph nodes: the twin of <see cref="RowAffine"/>.</summary>
internal sealed class RowAffineGraph(OnnxGraph graph, RowLayout layout)
{
    /// <summary>Builds the nodes.</summary>
    /// <param name="rows">What the analysis ends with.</param>
    /// <param name="map">The map of mel levels, level and zero-crossing rate.</param>
    public RawRows Build(RawRows rows, RowAffine map) => rows with
    {
        LogMel = Mapped("log_mel", rows.LogMel, map, 0, layout.Bands),
        Level = Mapped("level", rows.Level, map, layout.Level, 1),
        Crossings = Mapped("crossings", rows.Crossings, map, layout.Crossings, 1),
    };

    private string Mapped(string name, string values, RowAffine map, int first, int count)
    {
        string scaled = graph.Node(
            $"{name}_of_speaker_scaled", "Mul", [values, graph.Constant($"{name}_speaker_scale", map.Scale.AsSpan(first, count), count, 1)]);
        return graph.Node($"{name}_of_speaker", "Add", [scaled, graph.Constant($"{name}_speaker_shift", map.Shift.AsSpan(first, count), count, 1)]);
    }
}
