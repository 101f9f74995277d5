using System.Diagnostics;
using System.Text.Json;

namespace Ser.Cli.Crossval.Workers;

/// <summary>This program once more, with the same command line and the order to be a worker.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>The option that makes a worker of <c>ser crossval</c>.</summary>
    public const string Option = "--worker";

    /// <summary>How long a worker may take to end an update and go.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly Lock gate = new();
    private bool closed;

    public WorkerProcess()
    {
        process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Arguments())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it said when it failed; null where it broke down without a word.</summary>
    public string? Complaint
    {
        get
        {
            const string Mark = "ser: ";
            string? line = errors.GetAwaiter().GetResult().Split('\n').LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal));
            return line?[Mark.Length..].TrimEnd();
        }
    }

    /// <summary>Writes a line to its stdin; one that has ended already does not mind.</summary>
    public void Write(string line)
    {
        lock (gate)
        {
            try
            {
                if (!closed)
                {
                    process.StandardInput.WriteLine(line);
                    process.StandardInput.Flush();
                }
            }
            catch (IOException)
            {
                // Its exit code tells why it is gone.
            }
        }
    }

    /// <summary>The next thing that it tells; null at its end.</summary>
    public WorkerEvent? Read()
    {
        try
        {
            return process.StandardOutput.ReadLine() is { } line ? WorkerEvent.Parse(line) : null;
        }
        catch (JsonException)
        {
            return null;   // a line that was cut off by its death
        }
    }

    /// <summary>Asks it to stop, and ends it if it does not.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            closed = true;
            try
            {
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It is gone already.
            }
        }

        _ = Task.Delay(Patience).ContinueWith(_ => Kill(), TaskScheduler.Default);
    }

    /// <summary>Waits for its end and gives its exit code.</summary>
    public int Wait()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>The arguments of this process with the option behind the command's name.</summary>
    private static IEnumerable<string> Arguments()
    {
        string[] own = Environment.GetCommandLineArgs();

        // Started as "dotnet ser.dll", the program is dotnet, and the first argument is the library.
        bool byHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        return [.. byHost ? own[..1] : [], own[1], Option, .. own[2..]];
    }
}
