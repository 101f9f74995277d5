using System.ComponentModel;
using System.Diagnostics;

namespace Ser.Tests.Commands;

/// <summary>A program of the system that a test asks: a shell, or a formatter of manual pages.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs a program on a text; where it is not installed, the test is skipped.</summary>
    /// <param name="name">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads on stdin.</param>
    /// <returns>The lines that it writes, on stderr too; it has to end with 0.</returns>
    public static string[] Run(string name, IEnumerable<string> arguments, string input)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{name} is not installed");
            return [];
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{name} does not end");
            }

            string text = output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult();
            Assert.True(process.ExitCode == 0, $"{name} ends with {process.ExitCode}: {text}");
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
