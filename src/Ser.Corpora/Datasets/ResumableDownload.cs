using System.Net;
using System.Net.Http.Headers;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Downloads a file and goes on where an earlier run was broken off, as long as it is still the same file.</summary>
/// <remarks>
/// RFC 9110: a range is asked for with If-Range, so that a server whose file has changed sends all of it. Without an ETag or date,
/// going on is only safe where a published checksum will tell.
/// </remarks>
internal sealed class ResumableDownload(string name, DatasetArchive archive, string file, DownloadOptions options)
{
    private string NoteFile => $"{file}.json";

    private long Have => File.Exists(file) ? new FileInfo(file).Length : 0;

    /// <summary>Downloads what is missing.</summary>
    /// <returns>Bytes in all.</returns>
    /// <exception cref="UserError">The server cannot be reached or refuses, or the file cannot be written; what is there stays.</exception>
    public async Task<long> RunAsync(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = options.Patience };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        for (int retry = 0; ; retry++)
        {
            long before = Have;
            try
            {
                return await OnceAsync(http, progress, cancel).ConfigureAwait(false);
            }
            catch (Exception error) when (IsNetworkFault(error, cancel))
            {
                if (Have <= before || retry == options.Retries)
                {
                    throw Broken(error);
                }

                await Task.Delay(options.Pause, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes the download and its note away.</summary>
    public void Remove()
    {
        File.Delete(file);
        File.Delete(NoteFile);
    }

    private async Task<long> OnceAsync(HttpClient http, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var note = DownloadNote.Read(NoteFile);
        long have = note is not null && note.Url == archive.Url.AbsoluteUri && (note.Validator is not null || archive.Md5 is not null) ? Have : 0;
        if (have > 0 && have == note!.Bytes)
        {
            return have;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Patience);
        using var request = Request(have, note);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
        {
            Remove();   // it has become shorter, or another file: from the beginning
            return await OnceAsync(http, progress, cancel).ConfigureAwait(false);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new UserError($"{name}: {archive.Url.Host} answers {(int)response.StatusCode} ({response.ReasonPhrase}) for {archive.Url}; {Kept()}look at the home page, or name a mirror with --url");
        }

        long from = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? -1 : 0;
        if (from != 0 && from != have)
        {
            throw new UserError($"{name}: {archive.Url.Host} sends bytes from {from} on where {have} were asked for; remove {file} and try again, or name a mirror with --url");
        }

        long? total = response.StatusCode == HttpStatusCode.PartialContent
            ? response.Content.Headers.ContentRange?.Length
            : response.Content.Headers.ContentLength;
        if (archive.Bytes is { } published && total is { } told && told != published)
        {
            throw new UserError($"{name}: the file at {archive.Url} has {told} bytes, and {published} are published; it is another one: look at the home page");
        }

        using var target = OpenTarget(from);
        DownloadNote.Of(archive.Url, response, total).Write(NoteFile);
        await CopyAsync(response, target, total, progress, patience).ConfigureAwait(false);
        long length = target.Length;
        return total is null || length == total
            ? length
            : throw new HttpIOException(HttpRequestError.ResponseEnded, $"ended after {length} of {total} bytes");
    }

    private HttpRequestMessage Request(long have, DownloadNote? note)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, archive.Url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ser", "1"));
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            if (note!.Validator is { } validator)
            {
                request.Headers.TryAddWithoutValidation("If-Range", validator);
            }
        }

        return request;
    }

    private FileStream OpenTarget(long from)
    {
        try
        {
            var target = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            target.SetLength(from);
            target.Seek(from, SeekOrigin.Begin);
            return target;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(error);
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream target, long? total, IProgress<WorkProgress> progress, CancellationTokenSource patience)
    {
        using var body = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        var buffer = new byte[1 << 17];
        long first = target.Position;
        for (int read; (read = await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false)) > 0;)
        {
            patience.CancelAfter(options.Patience);
            try
            {
                target.Write(buffer, 0, read);
            }
            catch (IOException error)
            {
                throw CannotWrite(error);
            }

            // What an earlier run brought does not count, or this one would look faster than it is.
            long done = target.Position - first, all = (total ?? target.Position) - first;
            progress.Report(new WorkProgress($"downloading {name}, kB", (int)(done / 1000), (int)(all / 1000)));
        }
    }

    private UserError CannotWrite(Exception error) =>
        new($"{file}: cannot be written ({error.Message.Split(" : '")[0].TrimEnd('.').ReplaceLineEndings(" ")}); make room or choose another folder, and run the command again to go on", error);

    private UserError Broken(Exception error)
    {
        string reason = error is OperationCanceledException ? "no answer" : (error.InnerException ?? error).Message.TrimEnd('.').ReplaceLineEndings(" ");
        string way = Have > 0 ? $"{Kept()}run the command again to go on" : "check the connection, or name a mirror with --url";
        return new UserError($"{name}: the download from {archive.Url.Host} broke off ({reason}); {way}", error);
    }

    private string Kept() => Have > 0 ? $"{Have} bytes are kept in {file}; " : "";

    /// <summary>The network's faults, and our own impatience; not the user's wish to stop.</summary>
    private static bool IsNetworkFault(Exception error, CancellationToken cancel) =>
        error is HttpRequestException or IOException || (error is OperationCanceledException && !cancel.IsCancellationRequested);
}
