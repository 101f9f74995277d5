using Ser.Core;

namespace Ser.Cli;

/// <summary>Which model is used where nobody names one: the one that stands beside the program.</summary>
/// <param name="File">The model file.</param>
/// <param name="Note">What has to be said of it before anybody believes its results; null for nothing.</param>
internal sealed record ModelLocation(string File, string? Note)
{
    private const string Folder = "models", Base = "ser-base.onnx", Demo = "ser-demo.onnx";

    /// <summary>The file of <see cref="Default"/>, after what has to be said of it has been said.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public static string Default(ProgramOutput output)
    {
        var (file, note) = Default();
        if (note is not null)
        {
            output.Remark($"note: {note}");
        }

        return file;
    }

    /// <summary>The model that ships, or the demo's where there is none.</summary>
    /// <exception cref="UserError">Neither is there.</exception>
    private static ModelLocation Default()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, Folder);
        string file = Path.Combine(folder, Base);
        if (System.IO.File.Exists(file))
        {
            return new ModelLocation(file, null);
        }

        file = Path.Combine(folder, Demo);
        return System.IO.File.Exists(file)
            ? new ModelLocation(file, "the demo model is used, which has learned a speech synthesiser and knows nothing of people; name your own with --model")
            : throw new UserError($"no model is named, and none is beside the program ({folder}); name one with --model");
    }
}
