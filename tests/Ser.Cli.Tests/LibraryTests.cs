namespace Ser.Tests.Cli;

/// <summary>Only training loads libtorch: a command that labels a clip starts without half a gigabyte of library.</summary>
public sealed class LibraryTests(TrainedModel trained)
{
    [Fact]
    public void Train_loads_libtorch_and_checks_the_model_with_ONNX_Runtime()
    {
        RequireLinux();
        Assert.Contains(trained.Libraries, IsTorch);
        Assert.Contains(trained.Libraries, IsOnnxRuntime);
    }

    [Fact]
    public void Predict_does_not_load_libtorch() => CheckWithoutTorch(["predict", "--model", trained.Model, AnyClip]);

    [Fact]
    public void Evaluate_does_not_load_libtorch() => CheckWithoutTorch(["evaluate", trained.Model, trained.TestSpeakerFolder]);

    private string AnyClip => Path.Combine(TrainedModel.Demo, trained.Predictions.Rows[0][0]);

    private static void CheckWithoutTorch(string[] arguments)
    {
        RequireLinux();
        using var folder = new TemporaryFolder();
        var libraries = new LoadedLibraries(folder.Path);
        SerProcess.Run(SerProcess.Program, arguments, environment: libraries.Environment).Succeeded();
        Assert.Contains(libraries.Names, IsOnnxRuntime);
        Assert.DoesNotContain(libraries.Names, IsTorch);
    }

    private static bool IsTorch(string library) => library.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase);

    private static bool IsOnnxRuntime(string library) => library.StartsWith("libonnxruntime", StringComparison.Ordinal);

    private static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "only the linker of Linux tells what it loads");
}
