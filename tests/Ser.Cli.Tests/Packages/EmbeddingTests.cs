using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ser.Tests.Cli.Packages;

/// <summary>The programs of docs/embedding.md at work.</summary>
public sealed class EmbeddingTests(EmbeddingExamples examples, TrainedModel trained) : IClassFixture<EmbeddingExamples>
{
    private string Clip => Path.Combine(TrainedModel.Demo, trained.Predictions.Rows[0][0]);

    private string Expected => trained.Predictions.Rows[0][2];

    [Fact]
    public void The_console_program_labels_a_recording_with_the_library_that_the_package_brings()
    {
        var run = SerProcess.Run("dotnet", [examples.Program("label"), trained.Model, Clip], examples.Folder).Succeeded();
        string[] cells = run.Out.TrimEnd('\n').Split('\t');
        Assert.Equal([Clip, Expected], cells[..2]);
    }

    [Fact]
    public void The_console_program_tells_a_fault_of_the_input_in_one_line()
    {
        var run = SerProcess.Run("dotnet", [examples.Program("label"), trained.Model, "missing.wav"], examples.Folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("missing.wav", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_web_service_answers_with_JSON_and_refuses_what_is_no_sound_or_too_large()
    {
        using var service = SerProcess.Start(
            "dotnet",
            [examples.Program("service"), "--urls", "http://127.0.0.1:0", "--Model", trained.Model, "--Logging:Console:LogToStandardErrorThreshold", "Trace"],
            examples.Folder);
        const string Listening = "Now listening on: ";
        string address = Regex.Match(service.WaitForError(Listening), $"{Listening}(\\S+)").Groups[1].Value;
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(client, File.ReadAllBytes(Clip))));
        Assert.All(answers, answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            using var json = JsonDocument.Parse(answer.Body);
            Assert.Equal(Expected, json.RootElement.GetProperty("label").GetString());
            var probabilities = json.RootElement.GetProperty("probabilities").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetDouble());
            Assert.Equal(json.RootElement.GetProperty("confidence").GetDouble(), probabilities[Expected]);
            Assert.Equal(trained.Predictions.Columns[4..], probabilities.Keys);
        });

        var (refused, reason) = await PostAsync(client, "no sound at all"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Contains("the recording", reason, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(client, Wav.Tone(130, rate: 16_000))).Status);   // 4.2 MB
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(client, Wav.Tone(130))).Status);   // small enough, but too long
    }

    [Fact]
    public void The_program_that_listens_gives_a_verdict_for_every_window()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "its input is redirected by sh");
        Assert.SkipUnless(EmbeddingExamples.HasStream, "there is no EmotionStream yet");
        using var folder = new TemporaryFolder();
        float[] samples = [.. Enumerable.Range(0, 5 * 16_000).Select(i => 0.3f * MathF.Sin(0.1f * i))];
        string sound = folder.Write("sound.f32", MemoryMarshal.AsBytes(samples.AsSpan()).ToArray());
        var run = SerProcess.Run("sh", ["-c", "exec dotnet \"$1\" \"$2\" < \"$3\"", "sh", examples.Program("live"), trained.Model, sound], examples.Folder).Succeeded();
        Assert.StartsWith("0.0-3.0 s: ", run.OutLines[0], StringComparison.Ordinal);
        Assert.StartsWith("0.5-3.5 s: ", run.OutLines[1], StringComparison.Ordinal);
        Assert.Equal(5, run.OutLines.Length);   // the windows that end at 3, 3.5, 4, 4.5 and 5 s
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient client, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = new ByteArrayContent(body) };
        request.Headers.ExpectContinue = true;   // a body that is refused is not sent
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
