using System.Text;

namespace Ser.Tests.Inference;

/// <summary>
/// An ONNX file as small as can be, written by hand: the probability of "happy" is the logistic function of the samples'
/// mean, "sad" is the rest.
/// </summary>
internal static class TinyModel
{
    /// <summary>A card that fits the graph.</summary>
    public const string Card = """
        {"format":1,"tool":"test","labels":["happy","sad"],"sampleRate":16000,"features":{},"normalisation":{},"architecture":{},"recipe":{},
        "training":{"epochs":1,"bestEpoch":1,"updates":1,"validationUar":0.5,"validationLoss":0.7,"parameters":0,"interrupted":false},
        "corpus":{"name":"none","licence":null,"hash":"","splitRule":"clip","splitHash":"","speakerOverlap":true,"trainClips":0,
        "trainSpeakers":[],"validationSpeakers":[],"testSpeakers":[]}}
        """;

    /// <summary>The file.</summary>
    /// <param name="card">Text under the key "ser"; null for none.</param>
    /// <param name="input">Name of the graph's input.</param>
    public static byte[] Bytes(string? card = Card, string input = "samples")
    {
        byte[] graph =
        [
            .. Node("ReduceMean", ["mean"], [input], Join(Text(1, "axes"), Number(8, 1), Number(20, 7))),
            .. Node("Sigmoid", ["happy"], ["mean"]),
            .. Node("Sub", ["sad"], ["one", "happy"]),
            .. Node("Concat", ["probabilities"], ["happy", "sad"], Join(Text(1, "axis"), Number(3, 1), Number(20, 2))),
            .. Text(2, "tiny"),
            .. Field(5, Join(Number(2, 1), Text(8, "one"), Field(9, BitConverter.GetBytes(1f)))),
            .. Field(11, Value(input, Field(1, Text(2, "clips")), Field(1, Text(2, "n")))),
            .. Field(12, Value("probabilities", Field(1, Text(2, "clips")), Field(1, Number(1, 2)))),
        ];
        return
        [
            .. Number(1, 8),
            .. Field(7, graph),
            .. Field(8, Number(2, 17)),
            .. card is null ? [] : Field(14, Join(Text(1, "ser"), Text(2, card))),
        ];
    }

    private static byte[] Node(string type, string[] outputs, string[] inputs, params byte[][] attributes) => Field(1, Join(
        Join([.. inputs.Select(name => Text(1, name))]),
        Join([.. outputs.Select(name => Text(2, name))]),
        Text(4, type),
        Join([.. attributes.Select(attribute => Field(5, attribute))])));

    private static byte[] Value(string name, params byte[][] dimensions) =>
        Join(Text(1, name), Field(2, Field(1, Join(Number(1, 1), Field(2, Join(dimensions))))));

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(int value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Varint(value >> 7)];

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
