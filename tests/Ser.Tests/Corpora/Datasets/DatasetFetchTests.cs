using System.Security.Cryptography;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Datasets;

public sealed class DatasetFetchTests : IDisposable
{
    private static readonly DownloadOptions Hasty = new() { Retries = 2, Pause = TimeSpan.Zero, Patience = TimeSpan.FromSeconds(30) };

    private readonly string root = Directory.CreateTempSubdirectory("ser-test-").FullName;
    private readonly byte[] zip = ZipBuilder.Of(("wav/03a01Fa.wav", Noise(60_000)), ("wav/03a01Wa.wav", Noise(50_000)), ("readme.txt", [1, 2, 3]));
    private readonly FileServer server;

    public DatasetFetchTests() => server = new FileServer(zip);

    private string Folder => Path.Combine(root, "corpus");

    private string Part => Folder + ".part";

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void An_archive_is_downloaded_checked_and_unpacked()
    {
        var progress = new List<WorkProgress>();
        var fetched = Fetch(Archive() with { Bytes = zip.Length, Md5 = Md5(zip) }, progress: progress);
        Assert.Equal(new FetchedArchive(zip.Length, Convert.ToHexStringLower(SHA256.HashData(zip)), true, 3), fetched);
        Assert.Equal(["readme.txt", "wav/03a01Fa.wav", "wav/03a01Wa.wav"], Files());
        Assert.Equal(50_000, new FileInfo(Path.Combine(Folder, "wav/03a01Wa.wav")).Length);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(root));
        Assert.Equal([""], server.Headers("Range"));
        Assert.Contains(new WorkProgress("unpacking EMO-DB", 3, 3), progress);
    }

    [Fact]
    public void Without_published_figures_it_is_not_called_verified() => Assert.False(Fetch(Archive()).Verified);

    [Fact]
    public void A_folder_that_is_empty_may_be_there_already()
    {
        Directory.CreateDirectory(Folder);
        Assert.Equal(3, Fetch(Archive()).Files);
    }

    [Fact]
    public void A_place_that_is_taken_is_refused_before_anything_is_asked_for()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "mine"));
        Assert.StartsWith($"{Folder}: is there already and not empty;", Refusal(Archive()), StringComparison.Ordinal);
        Assert.Empty(server.Headers("Range"));
    }

    [Fact]
    public void A_connection_that_breaks_is_made_anew_and_goes_on()
    {
        server.BreaksAfter = 40_000;
        server.Breaks = 2;
        Fetch(Archive() with { Md5 = Md5(zip) });
        Assert.Equal(["", "bytes=40000-", "bytes=80000-"], server.Headers("Range"));
        Assert.Equal(["", "\"one\"", "\"one\""], server.Headers("If-Range"));
    }

    [Fact]
    public void A_download_that_was_given_up_goes_on_in_the_next_run()
    {
        server.BreaksAfter = 40_000;
        string message = Refusal(Archive(), Hasty with { Retries = 0 });
        Assert.StartsWith("EMO-DB: the download from 127.0.0.1 broke off (", message, StringComparison.Ordinal);
        Assert.EndsWith($"; 40000 bytes are kept in {Part}; run the command again to go on", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
        Fetch(Archive());
        Assert.Equal(["", "bytes=40000-"], server.Headers("Range"));
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public void A_file_that_has_changed_meanwhile_is_downloaded_from_the_beginning()
    {
        server.BreaksAfter = 40_000;
        Refusal(Archive(), Hasty with { Retries = 0 });
        server.Content = ZipBuilder.Of(("new.wav", Noise(70_000)));
        server.ETag = "\"two\"";
        Fetch(Archive());
        Assert.Equal(["new.wav"], Files());
    }

    [Fact]
    public void A_file_that_has_become_shorter_is_downloaded_from_the_beginning()
    {
        server.ETag = null;
        server.BreaksAfter = 90_000;
        byte[] shorter = ZipBuilder.Of(("new.wav", Noise(20_000)));
        var archive = Archive() with { Md5 = Md5(shorter) };
        Refusal(archive, Hasty with { Retries = 0 });
        server.Content = shorter;
        Fetch(archive);
        Assert.Equal(["", "bytes=90000-", ""], server.Headers("Range"));
        Assert.Equal(["new.wav"], Files());
    }

    [Fact]
    public void A_server_without_ranges_sends_all_of_it_again()
    {
        server.KnowsRanges = false;
        server.BreaksAfter = 40_000;
        Refusal(Archive(), Hasty with { Retries = 0 });
        Fetch(Archive() with { Md5 = Md5(zip) });
    }

    [Fact]
    public void Without_validator_and_checksum_nothing_is_pieced_together()
    {
        server.ETag = null;
        server.BreaksAfter = 40_000;
        Refusal(Archive(), Hasty with { Retries = 0 });
        Fetch(Archive());
        Assert.Equal(["", ""], server.Headers("Range"));
    }

    [Theory]
    [InlineData("W/\"one\"")]
    [InlineData(null)]
    public void A_checksum_allows_to_go_on_without_a_strong_validator(string? etag)
    {
        server.ETag = etag;
        server.BreaksAfter = 40_000;
        Fetch(Archive() with { Md5 = Md5(zip) });
        Assert.Equal(["", "bytes=40000-"], server.Headers("Range"));
        Assert.Equal(["", ""], server.Headers("If-Range"));
    }

    [Fact]
    public void A_server_that_tells_no_length_is_believed_where_the_archive_is_whole()
    {
        server.TellsLength = false;
        Assert.Equal(zip.Length, Fetch(Archive()).Bytes);
    }

    [Fact]
    public void A_redirection_is_followed()
    {
        server.Redirects = true;
        Assert.Equal(3, Fetch(Archive()).Files);
    }

    [Fact]
    public void A_wrong_checksum_is_refused_and_nothing_is_left()
    {
        string message = Refusal(Archive() with { Md5 = new string('0', 32) });
        Assert.Equal(
            $"EMO-DB: the archive's MD5 is {Md5(zip)}, and 00000000000000000000000000000000 is published; it was removed: fetch it again, from another mirror if it stays so",
            message);
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public void Another_size_than_the_published_one_is_refused_before_it_is_downloaded()
    {
        Assert.Equal(
            $"EMO-DB: the file at {server.Url} has {zip.Length} bytes, and 5 are published; it is another one: look at the home page",
            Refusal(Archive() with { Bytes = 5 }));
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Theory]
    [InlineData(404, "404 (NotFound)")]
    [InlineData(403, "403 (Forbidden)")]
    [InlineData(503, "503 (ServiceUnavailable)")]
    public void A_server_that_refuses_is_told_in_one_line(int status, string told)
    {
        server.Status = status;
        Assert.Equal(
            $"EMO-DB: 127.0.0.1 answers {told} for {server.Url}; look at the home page, or name a mirror with --url", Refusal(Archive()));
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public void A_server_that_is_not_there_is_told_in_one_line()
    {
        string url;
        using (var gone = new FileServer([]))
        {
            url = gone.Url;
        }

        string message = Refusal(new DatasetArchive(new Uri(url)));
        Assert.StartsWith("EMO-DB: the download from 127.0.0.1 broke off (", message, StringComparison.Ordinal);
        Assert.EndsWith("); check the connection, or name a mirror with --url", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_falls_silent_is_not_waited_for()
    {
        server.FallsSilentAfter = 1000;
        string message = Refusal(Archive(), Hasty with { Retries = 0, Patience = TimeSpan.FromSeconds(1.5) });
        Assert.EndsWith($"broke off (no answer); 1000 bytes are kept in {Part}; run the command again to go on", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wish_to_stop_is_heard_and_the_download_is_kept()
    {
        server.FallsSilentAfter = 1000;
        using var stop = new CancellationTokenSource();
        var progress = new Listener(_ => stop.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => new DatasetFetch("EMO-DB", Archive(), Folder, Hasty).Run(progress, stop.Token));
        Assert.Equal(1000, new FileInfo(Part).Length);
    }

    [Fact]
    public void What_is_no_archive_is_refused_and_removed()
    {
        server.Content = "<html>please log in</html>"u8.ToArray();
        Assert.StartsWith("EMO-DB: the archive is refused: ", Refusal(Archive()), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public void A_malicious_archive_is_refused_and_nothing_of_it_is_written()
    {
        server.Content = ZipBuilder.Of(("wav/a.wav", Noise(100)), ("../../evil.wav", [1]));
        Assert.Equal(
            "EMO-DB: the archive is refused: '../../evil.wav' in it is no path below a folder; it was removed, and nothing of it was unpacked", Refusal(Archive()));
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    private DatasetArchive Archive() => new(new Uri(server.Url));

    private FetchedArchive Fetch(DatasetArchive archive, DownloadOptions? options = null, List<WorkProgress>? progress = null) =>
        new DatasetFetch("EMO-DB", archive, Folder, options ?? Hasty).Run(new Listener(work => progress?.Add(work)), TestContext.Current.CancellationToken);

    private string Refusal(DatasetArchive archive, DownloadOptions? options = null)
    {
        string message = Assert.Throws<UserError>(() => Fetch(archive, options)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private string[] Files() =>
        [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Bytes that cannot be packed.</summary>
    private static byte[] Noise(int length)
    {
        var random = new KeyedRandom(1, "noise", "archive");
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.NextBits())];
    }

    private static string Md5(byte[] bytes)
    {
#pragma warning disable CA5351 // it is what is published
        return Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
    }

    private sealed class Listener(Action<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told(value);
    }
}
