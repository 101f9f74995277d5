using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class ExportTests(TrainedModel trained)
{
    [Fact]
    public void The_network_alone_and_the_other_format_are_written_and_predict_says_why_it_does_not_take_them()
    {
        using var folder = new TemporaryFolder();
        string clip = folder.Write("clip.wav", Wav.Tone(1));
        string[] features = ["--input", "features"], ort = ["--format", "ort"];
        RequireRefused(Export(folder["network.onnx"], features), clip, "takes features");
        RequireRefused(Export(folder["model.ort"], ort), clip, "ONNX Runtime's own format");
        RequireRefused(Export(folder["network.ort"], [.. features, .. ort]), clip, "ONNX Runtime's own format");
        Assert.True(new FileInfo(folder["network.onnx"]).Length < new FileInfo(trained.Model).Length);
    }

    [Fact]
    public void A_model_of_samples_in_ONNX_is_the_model_itself()
    {
        using var folder = new TemporaryFolder();
        string copy = Export(folder["copy.onnx"], []);
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(copy));
    }

    [Fact]
    public void As_JSON_it_says_what_the_file_takes()
    {
        using var folder = new TemporaryFolder();
        string target = folder["network.onnx"];
        using var json = JsonDocument.Parse(SerProcess.Run("export", trained.Model, "--input", "features", "-o", target, "--json").Succeeded().Out);
        Assert.Equal(["output", "format", "bytes", "inputs", "labels"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(new FileInfo(target).Length, json.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(["log_mel", "rms", "zcr"], json.RootElement.GetProperty("inputs").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void What_cannot_be_exported_is_told_in_one_line_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        string target = folder["out.onnx"], text = folder.Write("text.onnx", Wav.Text());
        Assert.StartsWith($"ser: {text}: ", SerProcess.Run("export", text, "-o", target).Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Contains("would be lost", SerProcess.Run("export", trained.Model, "-o", trained.Model).Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Contains("samples or features", SerProcess.Run("export", trained.Model, "-o", target, "--input", "sound").Complaint(exitCode: 2), StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    private string Export(string target, string[] options)
    {
        var run = SerProcess.Run(["export", trained.Model, "-o", target, .. options]).Succeeded();
        Assert.Empty(run.Out);
        return target;
    }

    private static void RequireRefused(string model, string clip, string reason) =>
        Assert.Contains(reason, SerProcess.Run("predict", clip, "--model", model).Complaint(exitCode: 1), StringComparison.Ordinal);
}
