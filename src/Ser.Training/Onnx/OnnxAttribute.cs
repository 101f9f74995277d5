using Ser.Inference.Onnx;

namespace Ser.Training.Onnx;

/// <summary>An attribute of an ONNX node: a float, a whole number, a text, or a list of whole numbers.</summary>
internal sealed class OnnxAttribute
{
    private readonly ProtobufWriter message;

    private OnnxAttribute(string name, int type, Action<ProtobufWriter> value)
    {
        message = new ProtobufWriter().Text(1, name);
        value(message);
        message.Number(20, type);
    }

    public static OnnxAttribute Of(string name, float value) => new(name, 1, m => m.Single(2, value));

    public static OnnxAttribute Of(string name, long value) => new(name, 2, m => m.Number(3, value));

    public static OnnxAttribute Of(string name, string value) => new(name, 3, m => m.Text(4, value));

    public static OnnxAttribute Of(string name, params long[] values) => new(name, 7, m =>
    {
        foreach (long value in values)
        {
            m.Number(8, value);
        }
    });

    public ProtobufWriter ToMessage() => message;
}
