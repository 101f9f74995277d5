using System.Text;

namespace Ser.Inference.Onnx;

/// <summary>
/// What stands around the graph of an ONNX file: its versions and its metadata. Reading it proves that the outer structure
/// is whole before native code sees the file.
/// </summary>
/// <param name="IrVersion">Version of the file format, 0 where the file names none.</param>
/// <param name="HasGraph">Whether a graph is there.</param>
/// <param name="Metadata">The pairs of metadata_props, by key.</param>
internal sealed record OnnxEnvelope(long IrVersion, bool HasGraph, IReadOnlyDictionary<string, string> Metadata)
{
    // Fields of ModelProto and StringStringEntryProto in onnx.proto.
    private const int IrVersionField = 1, GraphField = 7, MetadataField = 14, KeyField = 1, ValueField = 2;

    /// <summary>Reads the envelope of a file's bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes break off or are no protobuf; the message says at which byte.</exception>
    public static OnnxEnvelope Read(ReadOnlySpan<byte> file)
    {
        long irVersion = 0;
        bool hasGraph = false;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var model = new ProtobufReader(file, origin: 0);
        while (model.Next())
        {
            switch (model.Field)
            {
                case IrVersionField:
                    irVersion = (long)model.Number;
                    break;
                case GraphField:
                    hasGraph = true;
                    CheckFields(model.Bytes, model.BytesOrigin);
                    break;
                case MetadataField:
                    var (key, value) = ReadPair(model.Bytes, model.BytesOrigin);
                    metadata[key] = value;
                    break;
            }
        }

        return new OnnxEnvelope(irVersion, hasGraph, metadata);
    }

    private static void CheckFields(ReadOnlySpan<byte> message, long origin)
    {
        var fields = new ProtobufReader(message, origin);
        while (fields.Next())
        {
        }
    }

    private static (string Key, string Value) ReadPair(ReadOnlySpan<byte> message, long origin)
    {
        string key = "", value = "";
        var fields = new ProtobufReader(message, origin);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case KeyField:
                    key = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case ValueField:
                    value = Encoding.UTF8.GetString(fields.Bytes);
                    break;
            }
        }

        return (key, value);
    }
}
