using System.Text.Json;
using Ser.Audio;
using Ser.Audio.Editing;

namespace Ser.Tests.Audio.Editing;

public sealed class SilenceTrimTests
{
    [Fact]
    public void Bounds_are_those_of_librosa()
    {
        string table = TestData.Require("reference", "librosa", "ops", "trim_split.json");
        string signals = TestData.Require("reference", "signals");
        using JsonDocument clips = JsonDocument.Parse(File.ReadAllText(table));
        int compared = 0;
        foreach (JsonProperty clip in clips.RootElement.EnumerateObject())
        {
            float[] samples = AudioFile.Read(Path.Combine(signals, clip.Name + ".wav")).Samples;
            foreach (JsonElement row in clip.Value.EnumerateArray())
            {
                (int start, int end) = SilenceTrim.Bounds(
                    samples, row.GetProperty("top_db").GetDouble(), row.GetProperty("frame_length").GetInt32(), row.GetProperty("hop_length").GetInt32());
                JsonElement expected = row.GetProperty("trim_start_end");
                Assert.Equal((clip.Name, expected[0].GetInt32(), expected[1].GetInt32()), (clip.Name, start, end));
                compared++;
            }
        }

        Assert.True(compared >= 48, $"{compared} rows");
    }

    [Fact]
    public void The_loud_part_is_kept_with_the_frames_that_touch_it()
    {
        float[] samples = new float[20_000];
        samples.AsSpan(8192, 4096).Fill(0.5f);

        // A frame at t covers t ± 1024: the first that touches 8192 is at 7680, the last that touches 12287 at 12800.
        Assert.Equal((7680, 13312), SilenceTrim.Bounds(samples, 60));
    }

    [Fact]
    public void Digital_silence_and_the_shortest_sounds_are_kept_whole()
    {
        Assert.Equal((0, 5000), SilenceTrim.Bounds(new float[5000], 30));
        Assert.Equal((0, 1), SilenceTrim.Bounds([0.5f], 30));
        Assert.Equal((0, 0), SilenceTrim.Bounds([], 30));
    }
}
