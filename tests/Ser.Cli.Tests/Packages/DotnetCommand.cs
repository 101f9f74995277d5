using System.Runtime.InteropServices;

namespace Ser.Tests.Cli.Packages;

/// <summary>The SDK's own command, which packs, installs and builds.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);   // a build of everything, on a machine that does other things too

    /// <summary>What a restore says where packages are neither cached nor within reach.</summary>
    private static readonly string[] OutOfReach = ["NU1101", "NU1102", "NU1301", "NU1100"];

    /// <summary>The system that this is, such as linux-x64.</summary>
    public static string Runtime => RuntimeInformation.RuntimeIdentifier is var exact && exact.Split('-') is [_, .., var processor]
        ? $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{processor}"
        : exact;

    /// <summary>Runs the command to its end, which has to be a good one; where a package is out of reach, the test is skipped.</summary>
    public static ProgramResult Run(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var run = SerProcess.Run("dotnet", arguments, folder, new Dictionary<string, string>(environment ?? new Dictionary<string, string>())
        {
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",   // a server that stays would keep the streams of this process open
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        }, Patience);
        string said = run.Out + run.Error;
        Assert.SkipWhen(run.ExitCode != 0 && OutOfReach.Any(code => said.Contains(code, StringComparison.Ordinal)), "packages are neither cached nor within reach");
        Assert.True(run.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ends with {run.ExitCode}: {said}");
        return run;
    }
}
