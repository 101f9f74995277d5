using Ser.Augmentation.Chains;
using Ser.Core;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Puts a stretch of a recorded noise under the clip. A noise that is too short begins again; a silent stretch adds nothing.</summary>
internal sealed class BackgroundTransform : IWaveformTransform
{
    public string Name => "background";

    public string Purpose => "puts a recording of a folder of noises under the clip";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "folder", Meaning = "folder of recorded noises", IsText = true },
        new() { Name = "snr", Meaning = "ratio of the clip's mean power to that of the noise", Unit = "dB", Lowest = -20, Highest = 100, Default = new(5, 30) },
        new() { Name = "offset", Meaning = "where the noise begins, as a share of its length", Highest = 1, Default = new(0, 1), IsDetail = true },
        new() { Name = "file", Meaning = "the recording, by its path below the folder; drawn from all where it is not said", IsText = true, IsDetail = true },
    ];

    public void Open(IReadOnlyDictionary<string, Setting> settings) => NoiseFolder.Of(settings["folder"].Word!);

    public void DrawRest(Dictionary<string, DrawnValue> values, KeyedRandom random)
    {
        var files = NoiseFolder.Of(values["folder"].Word!).Files;
        int chosen = random.Below(files.Count);
        values.TryAdd("file", new DrawnValue(0, files[chosen]));
    }

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        float[] recording = NoiseFolder.Of(values.Word("folder")).Read(values.Word("file"), rate);
        var noise = new float[samples.Length];
        int from = Math.Min(recording.Length - 1, (int)(values.Number("offset") * recording.Length));
        for (int done = 0; done < noise.Length; from = 0)
        {
            int count = Math.Min(noise.Length - done, recording.Length - from);
            recording.AsSpan(from, count).CopyTo(noise.AsSpan(done));
            done += count;
        }

        return MeanSquare.Mix(samples, noise, MeanSquare.Of(samples) * Math.Pow(10, -values.Number("snr") / 10));
    }
}
