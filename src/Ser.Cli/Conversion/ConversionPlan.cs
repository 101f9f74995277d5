using Ser.Audio;
using Ser.Cli.Extraction;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Conversion;

/// <summary>Which recording becomes which file.</summary>
internal sealed class ConversionPlan
{
    private ConversionPlan(string output, bool isSingle, IReadOnlyList<PlannedConversion> files)
    {
        Output = output;
        IsSingle = isSingle;
        Files = files;
    }

    /// <summary>The file or folder, as a full path.</summary>
    public string Output { get; }

    /// <summary>Whether <see cref="Output"/> is the file of a single recording.</summary>
    public bool IsSingle { get; }

    /// <summary>In the order of the inputs.</summary>
    public IReadOnlyList<PlannedConversion> Files { get; }

    /// <summary>Lays it out, before anything is written.</summary>
    /// <param name="inputs">Files, folders, manifests and "-", as the user names them.</param>
    /// <param name="output">A folder; for one recording also a file.</param>
    /// <exception cref="UserError">Two recordings would become one file, a recording would be overwritten, or the output is of the wrong kind.</exception>
    public static ConversionPlan Of(IReadOnlyList<string> inputs, string output)
    {
        var source = new RecordingSource(inputs);
        string full = Path.GetFullPath(output);
        string extension = Path.GetExtension(full);
        bool isWav = extension.Equals(".wav", StringComparison.OrdinalIgnoreCase);
        bool isSingle = source.SingleFile is not null && !Directory.Exists(full) && !Path.EndsInDirectorySeparator(output) && (isWav || extension.Length > 0 || File.Exists(full));
        if (isSingle && !isWav)
        {
            throw new UserError($"{output}: what is written is WAV; end the name in .wav, or give a folder");
        }

        if (!isSingle && File.Exists(full))
        {
            throw new UserError($"{output}: is a file; give a folder for more than one recording");
        }

        var named = inputs.ToHashSet(StringComparer.Ordinal);
        var files = new List<PlannedConversion>();
        var taken = new Dictionary<string, string>(RealPath.Comparer);
        foreach (Recording recording in source.Read())
        {
            // A file that is named goes to the top of the folder, as with cp; what lies in a folder keeps its place.
            string name = recording.File == AudioFile.StandardInput ? "stdin"
                : named.Contains(recording.File) ? Path.GetFileName(recording.File)
                : StagedFolder.Relative(recording.Name);
            string relative = isSingle ? Path.GetFileName(full) : Path.ChangeExtension(name, ".wav");
            if (!taken.TryAdd(relative, recording.File))
            {
                throw new UserError($"{recording.File}: would become the same file as {taken[relative]}, {relative}; convert them into two folders");
            }

            files.Add(new PlannedConversion(recording, relative));
        }

        var plan = new ConversionPlan(full, isSingle, files);
        plan.RefuseToOverwriteInputs(output);
        return plan;
    }

    private void RefuseToOverwriteInputs(string output)
    {
        string folder = RealPath.Of(IsSingle ? Path.GetDirectoryName(Output)! : Output);
        List<string> existing = [.. Files.Select(file => Path.Combine(folder, file.Relative)).Where(File.Exists)];
        if (existing.Count == 0)
        {
            return;
        }

        var inputs = Files.Where(file => file.Recording.File != AudioFile.StandardInput).Select(file => RealPath.Of(file.Recording.File)).ToHashSet(RealPath.Comparer);
        if (existing.Select(RealPath.Of).FirstOrDefault(inputs.Contains) is { } own)
        {
            throw new UserError($"{output}: {Path.GetFileName(own)} in it is one of the recordings itself; choose another place");
        }
    }
}
