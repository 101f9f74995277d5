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

    private readonly string file;
    private readonly OnnxEnvelope envelope;
    private GraphSummary? graph;
    private ModelCard? card;

    private ModelFile(byte[] content, string file, OnnxEnvelope envelope)
    {
        Content = content;
        this.file = file;
        this.envelope = envelope;
    }

    /// <summary>What the file says of itself.</summary>
    /// <exception cref="UserError">The card is damaged.</exception>
    public ModelCard Card => card ??= ModelCard.FromJson(CardJson, file);

    /// <summary>The card as it stands in the file, with fields that this version does not know.</summary>
    public string CardJson => Encoding.UTF8.GetString(envelope.Card.Span);

    /// <summary>Size of the file.</summary>
    public long Bytes => Content.Length;

    /// <summary>Version of ONNX' file format.</summary>
    public int IrVersion => (int)envelope.IrVersion;

    /// <summary>Version of the operators.</summary>
    public int Opset => (int)envelope.Opset;

    /// <summary>Nodes of the graph.</summary>
    public int Nodes => Graph.Nodes;

    /// <summary>Floats that the graph holds: weights, and the constants of the analysis.</summary>
    public long Constants => Graph.Numbers;

    /// <summary>Inputs of the graph.</summary>
    public IReadOnlyList<ModelPort> Inputs => [.. Graph.Inputs.Select(port => new ModelPort(port.Name, port.ShapeText()))];

    /// <summary>Outputs of the graph.</summary>
    public IReadOnlyList<ModelPort> Outputs => [.. Graph.Outputs.Select(port => new ModelPort(port.Name, port.ShapeText()))];

    /// <summary>The operators that occur, in the order of their names, and how often.</summary>
    public IReadOnlyList<(string Name, int Nodes)> Operators =>
        [.. Graph.Operators.Select((count, type) => (OperatorTable.Name((Operator)type), count)).Where(used => used.count > 0)];

    /// <summary>The file's bytes.</summary>
    internal byte[] Content { get; }

    private GraphSummary Graph => graph ?? throw new InvalidOperationException("the graph has not been checked yet");

    /// <summary>Whether the graph begins with samples.</summary>
    public bool TakesSamples => Graph.Inputs.Count == 1 && Graph.Inputs[0] is { Name: ModelCard.SamplesInput, Rank: 2 } input && input.Sizes[1] == GraphPort.Free;

    /// <summary>Whether the graph begins with features, frame by frame.</summary>
    public bool TakesFeatures => Graph.Inputs.Count > 1 || Graph.Inputs[0].Rank > 2;

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
    public static ModelFile Read(string file) => Read(ReadBytes(file), file);

    /// <summary>Checks a file that is in memory already.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="UserError">It is cut short, no ONNX, or not one of ours; the message says what is wrong.</exception>
    public static ModelFile Read(byte[] content, string file)
    {
        // The card comes before the graph, for a newer format may have what this program does not know.
        var model = Open(content, file);
        CardCheck.Run(model.Card, file);
        model.CheckGraph();
        model.CheckLabels(model.Card.Labels);
        return model;
    }

    /// <summary>The content of a file, not looked at yet.</summary>
    /// <exception cref="UserError">It is absent, cannot be read, or is larger than a model may be.</exception>
    public static byte[] ReadBytes(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return ReadBounded(stream, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = Directory.Exists(file) ? "is a folder" : File.Exists(file) ? "cannot be read" : "no such file";
            throw new UserError($"{file}: {why}; name the model.onnx that 'ser train' wrote", error);
        }
    }

    /// <summary>Finds the card of a file. Its graph is not to be used before <see cref="CheckGraph"/>.</summary>
    /// <exception cref="UserError">The file is cut short, no ONNX, or not one of ours.</exception>
    internal static ModelFile Open(byte[] content, string file)
    {
        ArgumentNullException.ThrowIfNull(content);
        RequireSize(content.Length, file);
        if (OrtFormat.Is(content))
        {
            throw new UserError($"{file}: is in ONNX Runtime's own format, which ser writes for other programs and cannot check; use the .onnx file that it was made from");
        }

        try
        {
            return new ModelFile(content, file, OnnxEnvelope.Read(content, file));
        }
        catch (InvalidDataException error)
        {
            throw NoModel(file, error);
        }
    }

    /// <summary>Checks the graph.</summary>
    /// <exception cref="UserError">Something in it is not as a model of ours has it.</exception>
    internal void CheckGraph()
    {
        envelope.RequireVersions();
        try
        {
            graph = GraphCheck.Run(Content, file, envelope);
        }
        catch (InvalidDataException error)
        {
            throw NoModel(file, error);
        }
    }

    /// <summary>Refuses a model that does not begin with sound. The graph was checked before.</summary>
    /// <exception cref="UserError">It has other inputs.</exception>
    public void RequireSamples()
    {
        if (!TakesSamples)
        {
            throw TakesFeatures
                ? new UserError($"{file}: takes features and not sound (it comes from 'ser export --input features'); use the model that it was made from")
                : new UserError($"{file}: the graph has another input than '{ModelCard.SamplesInput}'; name the model.onnx that 'ser train' wrote");
        }
    }

    /// <summary>Checks labels against the outputs of the graph, which was checked before.</summary>
    /// <exception cref="UserError">The graph speaks of other labels.</exception>
    internal void CheckLabels(IReadOnlyList<string> labels) => CardCheck.Run(labels, Graph, file);

    private static UserError NoModel(string file, InvalidDataException error) =>
        new($"{file}: no ONNX model, or cut short ({error.Message}); {Remedy}", error);

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
