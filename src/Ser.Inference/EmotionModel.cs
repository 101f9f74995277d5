using Microsoft.ML.OnnxRuntime;
using Ser.Audio;
using Ser.Audio.Rates;
using Ser.Core;

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
    public static EmotionModel Load(string file) => Load(ModelFile.Read(file), file);

    /// <summary>Opens a model that is in memory already.</summary>
    /// <param name="bytes">The content of a model file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="UserError">The bytes are cut short, no ONNX, or not one of ours.</exception>
    public static EmotionModel Load(byte[] bytes, string file) => Load(ModelFile.Read(bytes, file), file);

    private static EmotionModel Load(ModelFile model, string file)
    {
        if (!model.TakesSamples)
        {
            throw model.TakesFeatures
                ? new UserError($"{file}: takes features and not sound (it comes from 'ser export --input features'); use the model that it was made from")
                : new UserError($"{file}: the graph has another input than '{ModelCard.SamplesInput}'; name the model.onnx that 'ser train' wrote");
        }

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
            session = new InferenceSession(model.Content, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserError($"{file}: ONNX Runtime refuses the model ({FirstLine(error)}); {ModelFile.Remedy}", error);
        }

        return new EmotionModel(file, model.Card, session);
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
        float[] probabilities;
        try
        {
            using var input = OrtValue.CreateTensorValueFromMemory(samples, [1, samples.Length]);
            using var outputs = session.Run(runOptions, Inputs, [input], Outputs);
            probabilities = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserError($"{file}: ONNX Runtime cannot run the model on {samples.Length} samples ({FirstLine(error)}); {ModelFile.Remedy}", error);
        }

        if (probabilities.Length != Labels.Count)
        {
            throw new UserError($"{file}: {probabilities.Length} probabilities for {Labels.Count} labels; {ModelFile.Remedy}");
        }

        foreach (float probability in probabilities)
        {
            if (!float.IsFinite(probability))
            {
                throw new UserError($"{file}: the model answers with {probability}; {ModelFile.Remedy}");
            }
        }

        return new Prediction(Labels, probabilities);
    }

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim();
}
