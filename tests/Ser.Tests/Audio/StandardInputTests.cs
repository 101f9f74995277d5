using System.Diagnostics;
using Ser.Audio;
using Ser.Core;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio;

/// <summary>Standard input belongs to a process, so this test starts its own program again and writes to that one's.</summary>
public sealed class StandardInputTests
{
    private const string RoleVariable = "SER_TEST_READS_STANDARD_INPUT";

    [Fact]
    public void A_dash_is_standard_input()
    {
        if (Environment.GetEnvironmentVariable(RoleVariable) is not null)
        {
            Assert.Equal([0.25f, 0.5f, -1], AudioFile.Read(AudioFile.StandardInput).Samples);
            var error = Assert.Throws<UserError>(() => AudioFile.Read(AudioFile.StandardInput));
            Assert.Equal("stdin: is empty (0 bytes); copy it again or leave it out", error.Message);
            return;
        }

        string? program = Environment.ProcessPath;
        Assert.SkipUnless(Path.GetFileName(program) is "Ser.Tests" or "Ser.Tests.exe", "the tests run in another program");
        var start = new ProcessStartInfo(program!, ["-method", $"{typeof(StandardInputTests).FullName}.{nameof(A_dash_is_standard_input)}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[RoleVariable] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(WavBuilder.Pcm16(8192, 16384, -32768));
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output);
    }
}
