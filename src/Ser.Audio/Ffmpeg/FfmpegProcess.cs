using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Ser.Audio.Ffmpeg;

/// <summary>One run of ffmpeg that turns the first audio track of a file into a WAV stream of floats.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private readonly Process process;
    private readonly Task listening;

    /// <summary>Starts it.</summary>
    /// <param name="program">Full path of ffmpeg.</param>
    /// <param name="kind">What the file is.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public FfmpegProcess(string program, MediaKind kind, string path)
    {
        // With its protocol before it a name is a name, be it "-y", "http://…" or "concat:a|b".
        string input = $"file:{path}";
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,    // or it would hold on to the terminal, or to the pipe that we read from
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info",
            "-protocol_whitelist", "file", "-f", kind.Demuxer, "-i", input,
            "-map", "0:a:0", "-c:a", "pcm_f32le", "-map_metadata", "-1", "-f", "wav", "pipe:1",
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
        process.StandardInput.Close();

        // A thread of its own: with all of the pool's waiting for samples, nobody would be left to listen, and ffmpeg would
        // wait for a listener before it sends more samples.
        listening = Task.Factory.StartNew(
            () => Log.ReadAll(process.StandardError, input), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The WAV stream; its header says no lengths.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>What it said; whole after <see cref="Finish"/>.</summary>
    public FfmpegLog Log { get; } = new();

    /// <summary>Waits for the end, which comes when the output was read to its end.</summary>
    /// <returns>Whether ffmpeg calls it a success.</returns>
    public bool Finish()
    {
        process.WaitForExit();
        listening.Wait();
        return process.ExitCode == 0;
    }

    /// <summary>Ends it, if it still runs.</summary>
    public void Dispose()
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It ended of itself in this very moment.
        }

        listening.Wait();
        process.Dispose();
    }
}
