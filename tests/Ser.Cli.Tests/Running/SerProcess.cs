using System.Diagnostics;
using System.Text;

namespace Ser.Tests.Cli;

/// <summary>A run of the published program, or of a shell that runs it.</summary>
internal sealed class SerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);   // a run that takes so long hangs

    private readonly Process process;
    private readonly Task<string> output;
    private readonly StringBuilder errors = new();
    private readonly object gate = new();

    private SerProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        process.ErrorDataReceived += (_, line) => OnError(line.Data);
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    /// <summary>The launcher of this checkout.</summary>
    public static string Launcher { get; } = Path.Combine(TestData.Repository, "ser");

    /// <summary>The published program, without the launcher.</summary>
    public static string Program { get; } =
        Path.Combine(TestData.Repository, "artifacts", "ser", OperatingSystem.IsWindows() ? "ser.exe" : "ser");

    /// <summary>Runs ser to its end.</summary>
    public static ProgramResult Run(params string[] arguments) => Run(Program, arguments);

    /// <summary>Runs any program to its end.</summary>
    /// <param name="program">What to run.</param>
    /// <param name="arguments">Its arguments, each as it shall arrive.</param>
    /// <param name="folder">Where to run it; null: in the folder of the tests.</param>
    /// <param name="environment">Variables beside those of the tests.</param>
    /// <param name="patience">After what time it counts as hanging; null: what is right for a run of ser.</param>
    public static ProgramResult Run(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan? patience = null)
    {
        using var started = Start(program, arguments, folder, environment);
        return started.Wait(patience);
    }

    /// <summary>Starts any program.</summary>
    public static SerProcess Start(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new SerProcess(Process.Start(start)!);
    }

    /// <summary>Waits until stderr holds a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="times">How often it has to be there.</param>
    /// <returns>All of stderr so far.</returns>
    public string WaitForError(string text, int times = 1)
    {
        var clock = Stopwatch.StartNew();
        lock (gate)
        {
            while (errors.ToString().Split(text).Length <= times)
            {
                bool waits = clock.Elapsed < Patience && !process.HasExited;
                Assert.True(waits, $"'{text}' did not appear on stderr: {errors}");
                Monitor.Wait(gate, TimeSpan.FromMilliseconds(200));
            }

            return errors.ToString();
        }
    }

    /// <summary>Sends a signal, such as INT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public ProgramResult Wait(TimeSpan? patience = null)
    {
        if (!process.WaitForExit(patience ?? Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"the program does not end; it said: {errors}");
        }

        process.WaitForExit();   // until the last line of stderr has arrived
        return new ProgramResult(process.ExitCode, output.GetAwaiter().GetResult(), errors.ToString());
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private void OnError(string? line)
    {
        if (line is not null)
        {
            lock (gate)
            {
                errors.Append(line).Append('\n');
                Monitor.PulseAll(gate);
            }
        }
    }
}
