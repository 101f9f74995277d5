using System.Text;
using Ser.Core;
using Ser.Inference.Onnx;

namespace Ser.Inference;

/// <summary>A model file that was read and checked, and that nothing was computed with yet.</summary>
/// <remarks>
/// Nothing in the file is trusted: its size, its structure, its versions, every operator with its attributes, every constant, the sizes of
/// all that is computed, and the model card are checked before ONNX Runtime, which is native code, sees a byte of it.
/// docs/model-format.md lists the checks and the limits.
/// </remarks>
public sealed class ModelFile
{
    /// <summary>What helps where a file is not as it should be.</summary>
    internal const string Remedy = "get the file again or train the model again";

    private readonly OnnxEnvelope envelope;
    private readonly GraphSummary graph;

    private ModelFile(byte[] content, ModelCard card, OnnxEnvelope envelope, GraphSummary graph)
    {
        Content = content;
        Card = card;
        this.envelope = envelope;
        this.graph = graph;
    }

    /// <summary>What the file says of itself.</summary>
    public ModelCard Card { get; }

    /// <summary>The card as it stands in the file, with fields that this version does not know.</summary>
    public string CardJson => Encoding.UTF8.GetString(envelope.Card.Span);

    /// <summary>Size of the file.</summary>
    public long Bytes => Content.Length;

    /// <summary>Version of ONNX' file format.</summary>
    public int IrVersion => (int)envelope.IrVersion;

    /// <summary>Version of the operators.</summary>
    public int Opset => (int)envelope.Opset;

    /// <summary>Nodes of the graph.</summary>
    public int Nodes => graph.Nodes;

    /// <summary>Floats that the graph holds: weights, and the constants of the analysis.</summary>
    public long Constants => graph.Numbers;

    /// <summary>Inputs of the graph.</summary>
    public IReadOnlyList<ModelPort> Inputs => [.. graph.Inputs.Select(port => new ModelPort(port.Name, port.ShapeText()))];

    /// <summary>Outputs of the graph.</summary>
    public IReadOnlyList<ModelPort> Outputs => [.. graph.Outputs.Select(port => new ModelPort(port.Name, port.ShapeText()))];

    /// <summary>The operators that occur, in the order of their names, and how often.</summary>
    public IReadOnlyList<(string Name, int Nodes)> Operators =>
        [.. graph.Operators.Select((count, type) => (OperatorTable.Name((Operator)type), count)).Where(used => used.count > 0)];

    /// <summary>The file's bytes.</summary>
    internal byte[] Content { get; }

    /// <summary>Whether the graph begins with samples; else it takes features that somebody else has computed.</summary>
    public bool TakesSamples => graph.Inputs.Count == 1 && graph.Inputs[0] is { Name: ModelCard.SamplesInput, Rank: 2 } input && input.Sizes[1] == GraphPort.Free;

    /// <summary>Whether a file is meant to be a model: by its name, or by its first bytes, as no sound file begins.</summary>
    public static bool IsModel(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            // A pipe has no length, and is not opened: what is read from it is gone.
            if (new FileInfo(file) is not { Exists: true, Length: > 3 })
            {
                return false;
            }

            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            Span<byte> head = stackalloc byte[3];

            // IR version; then the producer's name, or the graph.
            return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head is [0x08, > 0 and <= (byte)OnnxLimits.NewestIr + 10, 0x12 or 0x3A];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;   // whoever reads it as sound tells why it cannot be read
        }
    }

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="UserError">It is absent, too large, cut short, no ONNX, or not one of ours; the message says what is wrong.</exception>
    public static ModelFile Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Read(ReadBounded(stream, file), file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = Directory.Exists(file) ? "is a folder" : File.Exists(file) ? "cannot be read" : "no such file";
            throw new UserError($"{file}: {why}; name the model.onnx that 'ser train' wrote", error);
        }
    }

    /// <summary>Checks a file that is in memory already.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="UserError">It is cut short, no ONNX, or not one of ours; the message says what is wrong.</exception>
    public static ModelFile Read(byte[] content, string file)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            RequireSize(content.Length, file);
            var envelope = OnnxEnvelope.Read(content, file);

            // Before the graph, for a newer format may have what this program does not know.
            var card = ModelCard.FromJson(Encoding.UTF8.GetString(envelope.Card.Span), file);
            envelope.RequireVersions();
            var graph = GraphCheck.Run(content, file, envelope);
            CardCheck.Run(card, graph, file);
            return new ModelFile(content, card, envelope, graph);
        }
        catch (InvalidDataException error)
        {
            throw new UserError($"{file}: no ONNX model, or cut short ({error.Message}); {Remedy}", error);
        }
    }

    /// <summary>Reads to the end, whatever length the file claims: a pipe or a device claims none.</summary>
    private static byte[] ReadBounded(FileStream stream, string file)
    {
        long length = stream.CanSeek ? stream.Length : 0;
        RequireSize(length, file);
        byte[] content = new byte[length > 0 ? length : 64 << 10];
        int count = 0;
        for (int read; (read = stream.Read(content, count, content.Length - count)) > 0;)
        {
            count += read;
            if (count < content.Length)
            {
                continue;
            }

            if (count == length && stream.Position == stream.Length)
            {
                return content;
            }

            RequireSize(count + 1L, file);
            Array.Resize(ref content, (int)Math.Min(2L * count, OnnxLimits.FileBytes + 1L));
        }

        return content.AsSpan(0, count).ToArray();
    }

    private static void RequireSize(long bytes, string file)
    {
        if (bytes > OnnxLimits.FileBytes)
        {
            throw new UserError($"{file}: larger than the {OnnxLimits.FileBytes >> 20} MB that a model may have; name the model.onnx that 'ser train' wrote");
        }
    }
}
