namespace Ser.Training.Onnx;

/// <summary>Where the weights of one member of an ensemble stand in its file: its share of every constant, and names of its own for what is kept beside the graph.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">Members of the file.</param>
internal readonly record struct MemberConstants(int Index, int Count)
{
    /// <summary>The member's share of a constant, which has all members one behind the other.</summary>
    public float[]? PartOf(float[]? constant) =>
        constant is null || Count == 1 ? constant : constant[(constant.Length / Count * Index)..(constant.Length / Count * (Index + 1))];

    /// <summary>The shape of that share.</summary>
    public long[]? PartOf(long[]? shape) => shape is null || shape.Length == 0 || Count == 1 ? shape : [shape[0] / Count, .. shape[1..]];

    /// <summary>What a weight of the member is called beside the graph.</summary>
    public string NameOf(string weight) => Count == 1 ? weight : $"member{Index + 1}.{weight}";
}
