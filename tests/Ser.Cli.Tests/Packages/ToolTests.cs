namespace Ser.Tests.Cli.Packages;

/// <summary>The tool as <c>dotnet tool install</c> leaves it: the program without the training part.</summary>
public sealed class ToolTests(PackedSer packed, TrainedModel trained)
{
    [Fact]
    public void It_tells_its_version() => Assert.Equal($"{PackedSer.Version}\n", Run("--version").Succeeded().Out);

    [Fact]
    public void Without_libtorch_it_labels_what_the_whole_program_labels_to_the_byte()
    {
        Assert.DoesNotContain(
            Directory.GetFiles(packed.ToolFolder, "*", SearchOption.AllDirectories), file => Path.GetFileName(file).Contains("torch", StringComparison.OrdinalIgnoreCase));
        string[] predict = ["predict", "--model", trained.Model, Path.Combine(TrainedModel.Demo, trained.Predictions.Rows[0][0]), "--json"];
        Assert.Equal(SerProcess.Run(predict).Succeeded().Out, Run(predict).Succeeded().Out);
    }

    [Fact]
    public void Without_libtorch_it_measures_a_model()
    {
        string[] evaluate = ["evaluate", trained.Model, trained.TestSpeakerFolder, "--json"];
        Assert.Equal(SerProcess.Run(evaluate).Succeeded().Out, Run(evaluate).Succeeded().Out);
    }

    [Theory]
    [InlineData("train", "missing", "--output", "run")]
    [InlineData("crossval", "missing")]
    public void Training_says_in_one_line_what_is_missing_and_how_to_get_it(params string[] arguments)
    {
        var run = Run(arguments);
        Assert.Contains("cannot train: libtorch", run.Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Contains("./ser", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void Help_is_that_of_the_whole_program() =>
        Assert.Equal(SerProcess.Run("train", "--help").Succeeded().Out, Run("train", "--help").Succeeded().Out);

    private ProgramResult Run(params string[] arguments) => SerProcess.Run(packed.Tool, arguments);
}
