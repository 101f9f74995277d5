using System.Runtime.CompilerServices;

namespace Ser.Tests;

/// <summary>
/// Where tests find data that may not or need not stand in the repository: reference values of other tools
/// ("reference") and corpora whose licence forbids to pass them on ("datasets").
/// </summary>
internal static class TestData
{
    /// <summary>The root of this checkout.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder that SER_TEST_DATA names, or else "shared" beside the checkout.</summary>
    private static string Root { get; } =
        Environment.GetEnvironmentVariable("SER_TEST_DATA") is { Length: > 0 } named ? named : Path.Combine(Repository, "..", "shared");

    /// <summary>The full path of a file or folder of the test data; where it is absent the test is skipped, with the reason.</summary>
    public static string Require(params string[] path)
    {
        string full = Path.GetFullPath(Path.Combine([Root, .. path]));
        Assert.SkipUnless(Path.Exists(full), $"{string.Join('/', path)} is not in the test data folder (SER_TEST_DATA)");
        return full;
    }

    private static string FindRepository([CallerFilePath] string source = "")
    {
        foreach (string start in new[] { Path.GetDirectoryName(source)!, AppContext.BaseDirectory })
        {
            for (string? folder = start; folder != null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "SerApp.sln")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException("the tests do not run inside a checkout");
    }
}
