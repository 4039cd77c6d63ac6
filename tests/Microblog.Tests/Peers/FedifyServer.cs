using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>A server that is not ours: Fedify in a process of its own, told what to do and asked what it was sent.</summary>
/// <param name="reads">The one way of signing that its inboxes read, cavage or rfc9421; any for both.</param>
/// <param name="signs">How it signs what it sends to a server that it does not know, cavage or rfc9421.</param>
internal sealed class FedifyServer(string reads = "any", string signs = "rfc9421") : IAsyncDisposable
{
    private readonly int port = FreePort.Take();
    private readonly StringBuilder output = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private Process? process;
    private int people;

    public Uri Url => new($"http://127.0.0.1:{port}");

    public Uri SharedInbox => new(Url, "/inbox");

    /// <summary>What it has written so far, for when something went wrong.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public async Task<FedifyServer> StartAsync()
    {
        process = await FedifyProgram.StartAsync(port, reads, signs);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Wait.UntilAsync(IsReadyAsync, TimeSpan.FromMinutes(1));
        return this;
    }

    /// <summary>Somebody new on that server.</summary>
    /// <param name="traits">What is special about them; see <c>deeds.mjs</c>.</param>
    public async Task<FedifyPerson> SettleAsync(object? traits = null)
    {
        var name = $"bob{Interlocked.Increment(ref people)}";
        var told = Json(traits);
        told["name"] = name;
        var settled = await DoAsync("settle", told);
        return new(this, name, new Uri((string)settled["id"]!), (string)settled["handle"]!);
    }

    /// <summary>Has it do something and answers what came of it.</summary>
    public async Task<JsonNode> DoAsync(string deed, object details)
    {
        using var body = new StringContent(JsonSerializer.Serialize(details, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(Url, $"/control/{deed}"), body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{deed}: {text}\n{Output}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Waits until it was sent something.</summary>
    /// <returns>The first such arrival.</returns>
    public async Task<Arrival> ReceivesAsync(Func<Arrival, bool> such)
    {
        Arrival? found = null;
        var seen = new List<string>();
        var next = 0;
        await Wait.UntilAsync(LookAsync, TimeSpan.FromMinutes(1), "Fedify was sent it");
        return found!;

        async Task<bool> LookAsync()
        {
            var answer = await DoAsync("arrivals", new { from = next });
            next = (int)answer["next"]!;
            var arrivals = answer["arrivals"].Deserialize<IReadOnlyList<Arrival>>(JsonSerializerOptions.Web)!;
            seen.AddRange(arrivals.Select(a => a.Raw));
            found = arrivals.FirstOrDefault(such);
            return found is not null;
        }
    }

    /// <summary>Everything it was sent so far.</summary>
    public async Task<IReadOnlyList<Arrival>> ReceivedAsync() =>
        (await DoAsync("arrivals", new { }))["arrivals"].Deserialize<IReadOnlyList<Arrival>>(JsonSerializerOptions.Web)!;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (process is null)
            return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    internal static JsonObject Json(object? traits) =>
        JsonSerializer.SerializeToNode(traits ?? new { }, JsonSerializerOptions.Web)!.AsObject();

    private Task<bool> IsReadyAsync()
    {
        Assert.False(process!.HasExited, $"Fedify ended: {Output}");
        return Task.FromResult(Output.Contains("ready", StringComparison.Ordinal));
    }

    private void Keep(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
