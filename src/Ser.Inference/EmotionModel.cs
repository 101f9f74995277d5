using Microsoft.ML.OnnxRuntime;
using Ser.Audio;
using Ser.Audio.Rates;
using Ser.Core;
using Ser.Inference.Onnx;

namespace Ser.Inference;

/// <summary>A loaded <c>model.onnx</c>: samples in, probabilities out. One instance serves any number of threads.</summary>
public sealed class EmotionModel : IDisposable
{
    private static readonly string[] Inputs = [ModelCard.SamplesInput];
    private static readonly string[] Outputs = [ModelCard.ProbabilitiesOutput];

    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly string file;

    private EmotionModel(string file, ModelCard card, InferenceSession session)
    {
        this.file = file;
        Card = card;
        this.session = session;
    }

    /// <summary>What the file says of itself.</summary>
    public ModelCard Card { get; }

    /// <summary>The labels, in the order of the probabilities.</summary>
    public IReadOnlyList<string> Labels => Card.Labels;

    /// <summary>Opens a model file that <c>ser train</c> wrote.</summary>
    /// <exception cref="UserError">The file is absent, cut short, no ONNX, or not one of ours.</exception>
    public static EmotionModel Load(string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string why = Directory.Exists(file) ? "is a folder" : File.Exists(file) ? "cannot be read" : "no such file";
            throw new UserError($"{file}: {why}; name the model.onnx that 'ser train' wrote", error);
        }

        return Load(bytes, file);
    }

    /// <summary>Opens a model that is in memory already.</summary>
    /// <param name="bytes">The content of a model file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="UserError">The bytes are cut short, no ONNX, or not one of ours.</exception>
    public static EmotionModel Load(byte[] bytes, string file)
    {
        ArgumentNullException.ThrowIfNull(bytes);

        var card = ReadCard(bytes, file);
        InferenceSession session;
        try
        {
            using var options = new SessionOptions
            {
                // One clip is small work: threads inside it cost more than they bring, and callers run clips side by side.
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,   // what matters arrives as an exception
            };
            session = new InferenceSession(bytes, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserError($"{file}: ONNX Runtime refuses the model ({FirstLine(error)}); train it again", error);
        }

        if (!session.InputMetadata.ContainsKey(ModelCard.SamplesInput) || !session.OutputMetadata.ContainsKey(ModelCard.ProbabilitiesOutput))
        {
            session.Dispose();
            throw new UserError($"{file}: the graph has no input '{ModelCard.SamplesInput}' or no output '{ModelCard.ProbabilitiesOutput}'; train the model again");
        }

        return new EmotionModel(file, card, session);
    }

    /// <summary>Labels a clip.</summary>
    /// <exception cref="UserError">The clip is empty.</exception>
    public Prediction Predict(Waveform waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        return Predict(waveform.Samples, waveform.Rate);
    }

    /// <summary>Labels a stretch of sound of any length.</summary>
    /// <param name="samples">Mono samples in −1 … 1, at least one.</param>
    /// <param name="rate">Their rate in Hz; other rates than the model's are converted.</param>
    /// <exception cref="UserError">There are no samples.</exception>
    public Prediction Predict(ReadOnlySpan<float> samples, int rate)
    {
        if (samples.IsEmpty)
        {
            throw new UserError("there are no samples to label; give a recording that holds sound");
        }

        return Predict(rate == Card.SampleRate ? samples.ToArray() : RateConverter.For(rate, Card.SampleRate).Convert(samples));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        session.Dispose();
        runOptions.Dispose();
    }

    private Prediction Predict(float[] samples)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(samples, [1, samples.Length]);
        using var outputs = session.Run(runOptions, Inputs, [input], Outputs);
        float[] probabilities = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        if (probabilities.Length != Labels.Count)
        {
            throw new UserError($"{file}: {probabilities.Length} probabilities for {Labels.Count} labels; train the model again");
        }

        return new Prediction(Labels, probabilities);
    }

    private static ModelCard ReadCard(byte[] bytes, string file)
    {
        OnnxEnvelope envelope;
        try
        {
            envelope = OnnxEnvelope.Read(bytes);
        }
        catch (InvalidDataException error)
        {
            throw new UserError($"{file}: no ONNX model, or cut short ({error.Message}); copy it again or train it again", error);
        }

        if (!envelope.HasGraph)
        {
            throw new UserError($"{file}: no ONNX model, or cut short (no graph in {bytes.Length} bytes); copy it again or train it again");
        }

        return envelope.Metadata.TryGetValue(ModelCard.MetadataKey, out string? json)
            ? ModelCard.FromJson(json, file)
            : throw new UserError($"{file}: an ONNX model, but not one that 'ser train' wrote (no '{ModelCard.MetadataKey}' in its metadata)");
    }

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim();
}
