using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ser.Tests;

/// <summary>An HTTP server on this machine that hands out one file, and misbehaves as it is told.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> requests = [];

    public FileServer(byte[] content)
    {
        Content = content;
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public byte[] Content { get; set; }

    /// <summary>Null: it tells no ETag.</summary>
    public string? ETag { get; set; } = "\"one\"";

    public bool KnowsRanges { get; set; } = true;

    public bool TellsLength { get; set; } = true;

    /// <summary>It closes the connection after so many bytes of the body; then this falls back to none.</summary>
    public int? BreaksAfter { get; set; }

    /// <summary>How often it breaks.</summary>
    public int Breaks { get; set; } = 1;

    /// <summary>It says nothing at all after so many bytes of the body.</summary>
    public int? FallsSilentAfter { get; set; }

    public int Status { get; set; } = 200;

    /// <summary>It sends those who ask on to another address.</summary>
    public bool Redirects { get; set; }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/corpus.zip";

    /// <summary>The value of a header in each request; empty where it was not there.</summary>
    public string[] Headers(string name)
    {
        lock (requests)
        {
            return [.. requests.Select(request => request.Split("\r\n")
                .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase), name + ":")[(name.Length + 1)..].Trim())];
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(() => AnswerAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                string request = await ReadHeadAsync(stream);
                lock (requests)
                {
                    requests.Add(request);
                }

                await AnswerAsync(stream, request);
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // The client has gone.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream, string request)
    {
        if (Redirects && request.StartsWith("GET /corpus.zip", StringComparison.Ordinal))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 302 Found\r\nLocation: /elsewhere.zip\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return;
        }

        if (Status != 200)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} {(HttpStatusCode)Status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return;
        }

        int from = RangeStart(request);
        if (from > Content.Length)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */{Content.Length}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return;
        }

        var body = Content.AsMemory(from);
        var head = new StringBuilder(from > 0
            ? string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {from}-{Content.Length - 1}/{Content.Length}\r\n")
            : "HTTP/1.1 200 OK\r\n");
        head.Append(TellsLength ? $"Content-Length: {body.Length}\r\n" : "").Append(ETag is null ? "" : $"ETag: {ETag}\r\n").Append("Connection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()));
        if (FallsSilentAfter is { } silent)
        {
            await stream.WriteAsync(body[..silent]);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
        }

        if (BreaksAfter is { } few && Breaks-- > 0)
        {
            await stream.WriteAsync(body[..Math.Min(few, body.Length)]);
            return;
        }

        await stream.WriteAsync(body);
    }

    /// <summary>Where to begin; 0 for a whole answer, also where If-Range names another file.</summary>
    private int RangeStart(string request)
    {
        string? Value(string name) => request.Split("\r\n").FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();
        bool same = Value("If-Range:") is not { } validator || validator == ETag;
        return KnowsRanges && same && Value("Range: bytes=") is { } range ? int.Parse(range.TrimEnd('-'), CultureInfo.InvariantCulture) : 0;
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
            {
                throw new IOException("the request ends early");
            }

            head.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return head.ToString();
    }
}
