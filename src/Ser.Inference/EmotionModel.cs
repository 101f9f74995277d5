using System.Runtime.ExceptionServices;
using Ser.Audio;
using Ser.Audio.Rates;
using Ser.Core;
using Ser.Inference.Runtime;

namespace Ser.Inference;

/// <summary>A loaded <c>model.onnx</c>: samples in, probabilities out. One instance serves any number of threads.</summary>
public sealed class EmotionModel : IDisposable
{
    /// <summary>The longest stretch in seconds that the graph sees at once; the memory that it takes grows with it.</summary>
    public const int LongestSeconds = 30;

    private const int LongestKept = LongestSeconds * 48_000;   // samples; what a longer sound takes is let go again

    [ThreadStatic]
    private static float[]? converted;

    private readonly Task<OrtSession> session;
    private readonly string file;
    private readonly string json;
    private readonly string[] labels;
    private volatile ModelCard? card;

    private EmotionModel(string file, string json, CardHead head, Task<OrtSession> session)
    {
        this.file = file;
        this.json = json;
        labels = head.Labels;
        SampleRate = head.SampleRate;
        this.session = session;
    }

    /// <summary>What the file says of itself.</summary>
    /// <exception cref="UserError">A part that labelling does without is damaged.</exception>
    public ModelCard Card => card ??= ModelCard.FromJson(json, file);

    /// <summary>The labels, in the order of the probabilities.</summary>
    public IReadOnlyList<string> Labels => labels;

    /// <summary>Rate in Hz to which sounds are converted before the graph sees them.</summary>
    public int SampleRate { get; }

    /// <summary>
    /// Begins to load ONNX Runtime on another thread and returns at once: a program that calls this first, and has something else to do
    /// before it loads a model, starts sooner. Nothing depends on it.
    /// </summary>
    public static void Prepare() => HeadStart.Begin();

    /// <summary>Opens a model file that <c>ser train</c> wrote.</summary>
    /// <exception cref="UserError">The file is absent, cut short, no ONNX, or not one of ours.</exception>
    public static EmotionModel Load(string file) => Load(ModelFile.ReadBytes(file), file);

    /// <summary>
    /// Opens a model file, and returns as soon as it is checked: ONNX Runtime goes on with it on another thread, and the first prediction waits for
    /// that. For programs that read a clip meanwhile.
    /// </summary>
    /// <exception cref="UserError">
    /// The file is absent, cut short, no ONNX, or not one of ours. What only ONNX Runtime finds is thrown by the predictions.
    /// </exception>
    public static EmotionModel LoadAhead(string file)
    {
        var model = Open(ModelFile.ReadBytes(file), file);
        var session = new TaskCompletionSource<OrtSession>();
        HeadStart.Run(
            () =>
            {
                try
                {
                    session.SetResult(Session(model.Content, file));
                }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the session is needed; here it would end the process.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    session.SetException(error);
                }
            },
            "model");
        return new EmotionModel(file, model.CardJson, Head(model, file), session.Task);   // read meanwhile
    }

    /// <summary>Opens a model that is in memory already.</summary>
    /// <param name="bytes">The content of a model file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="UserError">The bytes are cut short, no ONNX, or not one of ours.</exception>
    public static EmotionModel Load(byte[] bytes, string file)
    {
        ArgumentNullException.ThrowIfNull(bytes);

        var model = Open(bytes, file);
        return new EmotionModel(file, model.CardJson, Head(model, file), Task.FromResult(Session(bytes, file)));
    }

    /// <summary>Labels a clip.</summary>
    /// <exception cref="UserError">The clip is empty.</exception>
    public Prediction Predict(Waveform waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        return Predict(waveform.Samples, waveform.Rate);
    }

    /// <summary>Labels a stretch of sound of any length; of one longer than <see cref="LongestSeconds"/>, the mean of its stretches.</summary>
    /// <param name="samples">Mono samples in −1 … 1, at least one.</param>
    /// <param name="rate">Their rate in Hz; other rates than the model's are converted.</param>
    /// <returns>The probabilities; all equal, and marked, where nothing is above −60 dBFS.</returns>
    /// <exception cref="UserError">There are no samples, or one is NaN or infinite.</exception>
    public Prediction Predict(ReadOnlySpan<float> samples, int rate)
    {
        if (samples.IsEmpty)
        {
            throw new UserError("there are no samples to label; give a recording that holds sound");
        }

        if (Silence.Is(samples))
        {
            return Prediction.OfSilence(labels);
        }

        var probabilities = new float[labels.Length];
        if (rate == SampleRate)
        {
            Fill(samples, probabilities);
            return new Prediction(labels, probabilities);
        }

        var converter = RateConverter.For(rate, SampleRate);
        Fill(converter.Convert(samples, Room(converter.LengthInMemory(samples.Length))), probabilities);
        return new Prediction(labels, probabilities);
    }

    /// <summary>The vector before the last layer of the network, for maps of clips; of a sound longer than <see cref="LongestSeconds"/>, of its beginning.</summary>
    /// <param name="samples">Mono samples in −1 … 1, at least one, all finite.</param>
    /// <param name="rate">Their rate in Hz; other rates than the model's are converted.</param>
    /// <returns>As many values as the network has there; null where the graph does not show them, or one is not finite.</returns>
    /// <exception cref="UserError">There are no samples, or ONNX Runtime cannot run the model on them.</exception>
    public float[]? Embed(ReadOnlySpan<float> samples, int rate)
    {
        if (samples.IsEmpty)
        {
            throw new UserError("there are no samples to embed; give a recording that holds sound");
        }

        var graph = session.GetAwaiter().GetResult();
        if (!graph.HasOutput(ModelCard.EmbeddingOutput))
        {
            return null;
        }

        float[] at = rate == SampleRate ? samples.ToArray() : RateConverter.For(rate, SampleRate).Convert(samples);
        var heard = at.AsSpan(0, (int)Math.Min(at.Length, LongestSeconds * (long)SampleRate));
        try
        {
            var values = new float[256];
            int count = graph.Run(ModelCard.SamplesInputUtf8, heard, ModelCard.EmbeddingOutputUtf8, values);
            if (count > values.Length)
            {
                values = new float[count];
                graph.Run(ModelCard.SamplesInputUtf8, heard, ModelCard.EmbeddingOutputUtf8, values);
            }

            return values.AsSpan(0, count).ContainsAnyExceptInRange(float.MinValue, float.MaxValue) ? null : values[..count];
        }
        catch (OrtFault fault)
        {
            throw new UserError($"{file}: ONNX Runtime cannot run the model on {heard.Length} samples ({fault.Message}); {ModelFile.Remedy}", fault);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            session.GetAwaiter().GetResult().Dispose();
        }
        catch (UserError)
        {
            // There was no session to end.
        }
    }

    /// <summary>This thread's room for samples; what the last clip left there is lost.</summary>
    private static float[] Room(int length)
    {
        if (converted is { } room && room.Length >= length)
        {
            return room;
        }

        room = GC.AllocateUninitializedArray<float>(length);
        converted = length <= LongestKept ? room : converted;
        return room;
    }

    /// <summary>Fills in the probabilities of samples at the model's rate.</summary>
    private void Fill(ReadOnlySpan<float> samples, float[] probabilities)
    {
        if (samples.Length <= LongestSeconds * (long)SampleRate)
        {
            Run(samples, probabilities);
        }
        else
        {
            FillWithMean(samples, probabilities);
        }
    }

    /// <summary>The mean of stretches of <see cref="LongestSeconds"/>, weighted by duration, for the last one is shorter.</summary>
    private unsafe void FillWithMean(ReadOnlySpan<float> samples, float[] probabilities)
    {
        int length = samples.Length, step = LongestSeconds * SampleRate, stretches = (int)(((long)length + step - 1) / step);
        var parts = new float[stretches][];
        fixed (float* first = samples)
        {
            nint address = (nint)first;   // no lambda may hold a pointer; this one ends before the memory may move again
            try
            {
                Parallel.For(0, stretches, i =>
                {
                    int start = i * step;
                    parts[i] = new float[labels.Length];
                    Run(new ReadOnlySpan<float>((float*)address + start, Math.Min(step, length - start)), parts[i]);
                });
            }
            catch (AggregateException faults)
            {
                ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
            }
        }

        for (int label = 0; label < probabilities.Length; label++)
        {
            double sum = 0;
            for (int i = 0; i < stretches; i++)
            {
                sum += parts[i][label] * (double)Math.Min(step, length - (i * step));
            }

            probabilities[label] = (float)(sum / length);
        }
    }

    private void Run(ReadOnlySpan<float> samples, float[] probabilities)
    {
        int count;
        try
        {
            count = session.GetAwaiter().GetResult().Run(ModelCard.SamplesInputUtf8, samples, ModelCard.ProbabilitiesOutputUtf8, probabilities);
        }
        catch (OrtFault fault)
        {
            throw new UserError($"{file}: ONNX Runtime cannot run the model on {samples.Length} samples ({fault.Message}); {ModelFile.Remedy}", fault);
        }

        if (count != probabilities.Length)
        {
            throw new UserError($"{file}: {count} probabilities for {labels.Length} labels; {ModelFile.Remedy}");
        }

        foreach (float probability in probabilities)
        {
            if (!float.IsFinite(probability))
            {
                throw new UserError($"{file}: the model answers with {probability}; {ModelFile.Remedy}");
            }
        }
    }

    /// <summary>A file whose graph ONNX Runtime may see: everything that can be wrong with it has been looked for.</summary>
    private static ModelFile Open(byte[] bytes, string file)
    {
        var model = ModelFile.Open(bytes, file);
        try
        {
            model.CheckGraph();
        }
        catch (UserError)
        {
            CardHead.Read(model.CardJson, file);   // a newer format may have what this program does not know: that is said first
            throw;
        }

        return model;
    }

    private static CardHead Head(ModelFile model, string file)
    {
        var head = CardHead.Read(model.CardJson, file);
        model.CheckLabels(head.Labels);
        model.RequireSamples();
        return head;
    }

    private static OrtSession Session(byte[] bytes, string file)
    {
        try
        {
            return new OrtSession(bytes);
        }
        catch (OrtFault fault)
        {
            throw new UserError($"{file}: ONNX Runtime refuses the model ({fault.Message}); {ModelFile.Remedy}", fault);
        }
    }
}
