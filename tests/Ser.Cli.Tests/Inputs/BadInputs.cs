namespace Ser.Tests.Cli;

/// <summary>A folder of what users give by mistake.</summary>
public sealed class BadInputs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public BadInputs(TrainedModel trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        Directory.CreateDirectory(folder["empty"]);
        folder.Write("text.wav", Wav.Text());
        folder.Write("no-samples.wav", Wav.WithoutSamples());
        folder.Write("no-header.wav", Wav.CutInHeader());
        folder.Write("no-bytes.wav", []);
        folder.Write("good.wav", Wav.Tone(1));

        byte[] model = File.ReadAllBytes(trained.Model);
        folder.Write("half.onnx", model[..(model.Length / 2)]);
        folder.Write("other.onnx", OnnxFile.Identity());

        folder.Write("one-class/angry/a.wav", Wav.Tone(1));
        folder.Write("one-class/angry/b.wav", Wav.Tone(1.5));
        Ravdess.Write(folder, "one-speaker", actors: 1, clipsPerActor: 4, Wav.Tone(1));
        Ravdess.Write(folder, "broken", actors: 4, clipsPerActor: 2, Wav.Text());
    }

    /// <summary>Runs ser among them.</summary>
    internal ProgramResult Run(IEnumerable<string> arguments) => SerProcess.Run(SerProcess.Program, arguments, folder.Path);

    /// <summary>Everything that lies there.</summary>
    internal string[] List() => folder.List();

    public void Dispose() => folder.Dispose();
}
