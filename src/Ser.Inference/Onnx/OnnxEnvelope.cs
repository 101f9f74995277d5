using System.Text;
using System.Text.Unicode;
using Ser.Core;

namespace Ser.Inference.Onnx;

/// <summary>What stands around the graph of an ONNX file: its versions and its metadata.</summary>
internal sealed class OnnxEnvelope
{
    // Fields of ModelProto, OperatorSetIdProto and StringStringEntryProto in onnx.proto.
    private const int IrVersionField = 1, GraphField = 7, OpsetField = 8, MetadataField = 14, TrainingField = 20, FunctionsField = 25;
    private const int DomainField = 1, VersionField = 2, KeyField = 1, ValueField = 2;

    private readonly string file;
    private bool hasOpset, hasCard;

    private OnnxEnvelope(string file) => this.file = file;

    /// <summary>Version of ONNX' file format.</summary>
    public long IrVersion { get; private set; }

    /// <summary>Version of the operators.</summary>
    public long Opset { get; private set; }

    /// <summary>Where the graph's message begins, and how long it is.</summary>
    public int GraphAt { get; private set; } = -1;

    public int GraphLength { get; private set; }

    /// <summary>The model card: JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Card { get; private set; }

    /// <summary>Reads the envelope of a file's bytes.</summary>
    /// <param name="model">The file's bytes.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="UserError">It is no ONNX model, or not one of ours.</exception>
    /// <exception cref="InvalidDataException">The bytes break off or are no protobuf; the message says at which byte.</exception>
    public static OnnxEnvelope Read(byte[] model, string file)
    {
        // ONNX Runtime goes by these four letters and would read the file as its own format, whatever else it is.
        if (model.AsSpan() is [_, _, _, _, (byte)'O', (byte)'R', (byte)'T', (byte)'M', ..])
        {
            throw new UserError($"{file}: a model in the format of ONNX Runtime (.ort); name the .onnx file that it was made from");
        }

        var envelope = new OnnxEnvelope(file);
        var fields = new ProtobufReader(model, origin: 0);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case IrVersionField:
                    envelope.IrVersion = fields.Number;
                    break;
                case GraphField when envelope.GraphAt >= 0:
                    throw new UserError($"{file}: two graphs in one file; {ModelFile.Remedy}");
                case GraphField:
                    (envelope.GraphAt, envelope.GraphLength) = ((int)fields.BytesOrigin, fields.Bytes.Length);
                    break;
                case OpsetField:
                    envelope.ReadOpset(fields.Inner);
                    break;
                case MetadataField:
                    envelope.ReadMetadata(fields.Inner, model);
                    break;
                case TrainingField or FunctionsField:
                    throw new UserError($"{file}: functions or training steps beside the graph, which no model of 'ser train' has; {ModelFile.Remedy}");
            }
        }

        if (envelope.GraphAt < 0)
        {
            throw new InvalidDataException($"no graph in {model.Length} bytes");
        }

        return envelope.hasCard
            ? envelope
            : throw new UserError($"{file}: an ONNX model, but not one that 'ser train' wrote (no '{ModelCard.MetadataKey}' in its metadata); name the model.onnx of a training run");
    }

    /// <summary>Refuses versions that the checks of the graph do not know.</summary>
    /// <exception cref="UserError">They are too old or too new.</exception>
    public void RequireVersions()
    {
        string? fault = IrVersion > OnnxLimits.NewestIr ? $"ONNX IR version {IrVersion} is newer than this program reads ({OnnxLimits.NewestIr}); install a newer ser"
            : IrVersion < OnnxLimits.OldestIr ? $"ONNX IR version {IrVersion} is older than this program reads ({OnnxLimits.OldestIr}); {ModelFile.Remedy}"
            : !hasOpset ? $"does not say which operators it uses (no opset); {ModelFile.Remedy}"
            : Opset > OnnxLimits.NewestOpset ? $"opset {Opset} is newer than this program reads ({OnnxLimits.NewestOpset}); install a newer ser"
            : Opset < OnnxLimits.OldestOpset ? $"opset {Opset} is older than this program reads ({OnnxLimits.OldestOpset}); {ModelFile.Remedy}"
            : null;
        if (fault is not null)
        {
            throw new UserError($"{file}: {fault}");
        }
    }

    private void ReadOpset(ProtobufReader fields)
    {
        long version = 0;
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case DomainField when !fields.Bytes.IsEmpty && !fields.Bytes.SequenceEqual("ai.onnx"u8):
                    throw new UserError($"{file}: operators of the domain {NameText.Quote(fields.Bytes)}, and only those of ONNX itself are allowed; {ModelFile.Remedy}");
                case VersionField:
                    version = fields.Number;
                    break;
            }
        }

        if (hasOpset)
        {
            throw new UserError($"{file}: two opsets in one file; {ModelFile.Remedy}");
        }

        (hasOpset, Opset) = (true, version);
    }

    private void ReadMetadata(ProtobufReader fields, byte[] model)
    {
        ReadOnlySpan<byte> key = default;
        ReadOnlyMemory<byte> value = default;
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case KeyField:
                    key = fields.Bytes;
                    break;
                case ValueField:
                    value = model.AsMemory((int)fields.BytesOrigin, fields.Bytes.Length);
                    break;
            }
        }

        if (!Ascii.Equals(key, ModelCard.MetadataKey))
        {
            return;
        }

        string? fault = hasCard ? "two model cards in one file"
            : value.Length > OnnxLimits.CardBytes ? $"a model card of {value.Length} bytes, more than the {OnnxLimits.CardBytes} that are allowed"
            : !Utf8.IsValid(value.Span) ? "a model card that is no UTF-8 text"
            : null;
        if (fault is not null)
        {
            throw new UserError($"{file}: {fault}; {ModelFile.Remedy}");
        }

        (hasCard, Card) = (true, value);
    }
}
