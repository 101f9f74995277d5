namespace Ser.Corpora;

/// <summary>How patient a download is.</summary>
public sealed record DownloadOptions
{
    /// <summary>For the homes of corpora.</summary>
    public static DownloadOptions Default { get; } = new();

    /// <summary>How often a connection that broke after it brought something is made anew before the user is told. Default 4.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>How long it waits before that. Default 2 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a server may say nothing. Default a minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}
