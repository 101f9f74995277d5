using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ser.Tests.Reporting.Pages;

/// <summary>A headless Chromium with one tab, spoken to by its DevTools protocol; without one the tests are skipped.</summary>
public sealed partial class Chromium : IAsyncDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("ser-chromium-");
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[1 << 16];
    private Process? process;
    private string? session;
    private int calls;

    /// <summary>Why there is no browser; null where there is one.</summary>
    private string? fault;

    /// <summary>What the pages have complained of since they were opened: errors on the console, exceptions, loads that failed.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Starts the browser once; skips the test with the reason where that cannot be done.</summary>
    public async Task Start()
    {
        if (process is null && fault is null)
        {
            fault = await TryStart();
        }

        Assert.SkipUnless(fault is null, fault ?? "");
    }

    /// <summary>Opens a file in a window of this size and in one of the two themes.</summary>
    public async Task Open(string file, int width, int height, bool isDark)
    {
        await Call("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await Call("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
        await Call("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        await Evaluate("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))");
    }

    /// <summary>The value of a JavaScript expression, awaited.</summary>
    public async Task<JsonNode?> Evaluate(string expression)
    {
        var answer = await Call("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } exception
            ? throw new InvalidOperationException(exception.ToJsonString())
            : answer["result"]!["value"]?.DeepClone();
    }

    /// <summary>Roles and names of what a screen reader meets.</summary>
    public async Task<IReadOnlyList<(string Role, string Name)>> Accessible()
    {
        var tree = await Call("Accessibility.getFullAXTree", []);
        return [.. tree["nodes"]!.AsArray().Where(node => node!["ignored"]?.GetValue<bool>() != true)
            .Select(node => (node!["role"]?["value"]?.GetValue<string>() ?? "", node["name"]?["value"]?.GetValue<string>() ?? ""))];
    }

    /// <summary>The whole page as PNG.</summary>
    public async Task<byte[]> Screenshot()
    {
        var answer = await Call("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = true });
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        try
        {
            profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser may still write there; the system clears its temporary files itself.
        }
    }

    private async Task<string?> TryStart()
    {
        foreach (string program in Programs)
        {
            try
            {
                string[] arguments =
                [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking",
                    "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank",
                ];
                process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
                break;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // It is not here; the next one may be.
            }
        }

        if (process is null)
        {
            return $"no browser is here: {string.Join(", ", Programs)}";
        }

        using var late = new CancellationTokenSource(Patience);
        try
        {
            while (await process.StandardError.ReadLineAsync(late.Token) is { } line)
            {
                if (Listening().Match(line) is { Success: true } match)
                {
                    _ = process.StandardError.ReadToEndAsync();   // a full pipe would halt it
                    await socket.ConnectAsync(new Uri(match.Groups[1].Value), late.Token);
                    await Attach();
                    return null;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            return $"the browser does not answer: {error.Message}";
        }

        return "the browser does not start";
    }

    private async Task Attach()
    {
        var target = await Call("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await Call("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        session = attached["sessionId"]!.GetValue<string>();
        foreach (string part in (string[])["Page", "Runtime", "Log", "Accessibility"])
        {
            await Call($"{part}.enable", []);
        }
    }

    private async Task<JsonObject> Call(string method, JsonObject parameters)
    {
        using var late = new CancellationTokenSource(Patience);
        int id = ++calls;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            call["sessionId"] = session;
        }

        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, late.Token);
        while (true)
        {
            var message = await Receive(late.Token);
            if (message["id"]?.GetValue<int>() == id)
            {
                return message["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : message["result"]!.AsObject();
            }

            Note(message);
        }
    }

    private void Note(JsonObject message)
    {
        string method = message["method"]?.GetValue<string>() ?? "";
        var details = message["params"];
        bool isError = method == "Runtime.exceptionThrown"
            || (method == "Runtime.consoleAPICalled" && details!["type"]?.GetValue<string>() is "error" or "warning")
            || (method == "Log.entryAdded" && details!["entry"]?["level"]?.GetValue<string>() is "error" or "warning");
        if (isError)
        {
            Complaints.Add(details!.ToJsonString());
        }
    }

    private async Task<JsonObject> Receive(CancellationToken cancel)
    {
        using var text = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(text.ToArray())!.AsObject();
            }
        }
    }

    [GeneratedRegex("DevTools listening on (ws://.*)")]
    private static partial Regex Listening();
}
