using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>A server that is not ours: snac in a process of its own, with bob who lives there, used through its forms and its API.</summary>
internal sealed class SnacServer : IAsyncDisposable
{
    private readonly int port = FreePort.Take();
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("microblog-snac-").FullName, "data");
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private readonly StringBuilder output = new();
    private Process? process;
    private string password = "";
    private string token = "";

    public string Host => $"127.0.0.1:{port}";

    /// <summary>Bob's ActivityPub id.</summary>
    public Uri Bob => new($"http://{Host}/bob");

    public string Handle => $"bob@{Host}";

    /// <summary>What it has logged so far, for when something went wrong.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public async Task<SnacServer> StartAsync()
    {
        await SnacProgram.RunAsync($"127.0.0.1\n{port}\n{Host}\n\n\n", "init", folder);
        var settings = Path.Combine(folder, "server.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(settings))!;
        json["protocol"] = "http";
        await File.WriteAllTextAsync(settings, json.ToJsonString());
        const string Says = "User password is ";
        password = (await SnacProgram.RunAsync("", "adduser", folder, "bob")).Split('\n').Single(l => l.StartsWith(Says, StringComparison.Ordinal))[Says.Length..];

        process = SnacProgram.Start(folder);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Wait.UntilAsync(AnswersAsync, TimeSpan.FromMinutes(1));
        token = await SendAsync(HttpMethod.Post, "/oauth/x-snac-get-token", null, ("login", "bob"), ("passwd", password));
        return this;
    }

    /// <summary>Presses a button of bob's pages, such as Follow, Like, Boost or Delete.</summary>
    /// <param name="id">The ActivityPub id of a note; null where it is about an actor.</param>
    public Task PressAsync(string button, Uri? id = null, string? actor = null)
    {
        var about = id is null ? ("actor", actor!) : ("id", id.AbsoluteUri);
        var bob = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"bob:{password}")));
        return SendAsync(HttpMethod.Post, "/bob/admin/action", bob, ("action", button), about);
    }

    /// <summary>Posts a note of bob's.</summary>
    /// <param name="inReplyTo">The status it answers, as snac numbers it.</param>
    public Task<JsonNode> PostAsync(string text, string? inReplyTo = null) =>
        AskAsync(HttpMethod.Post, "/api/v1/statuses", ("status", text), ("in_reply_to_id", inReplyTo ?? ""));

    /// <summary>A status as bob's app shows it, once it is there and something holds of it.</summary>
    public async Task<JsonNode> SeesAsync(string uri, Func<JsonNode, bool>? such = null)
    {
        JsonNode? found = null;
        await Wait.UntilAsync(
            async () => (found = await AtHomeAsync(uri)) is not null && such?.Invoke(found) is not false, TimeSpan.FromMinutes(1), $"snac shows {uri} so");
        return found!;
    }

    public Task NoLongerSeesAsync(string uri) =>
        Wait.UntilAsync(async () => await AtHomeAsync(uri) is null, TimeSpan.FromMinutes(1), $"{uri} is gone from snac");

    /// <summary>Asks snac's client API and insists on success.</summary>
    public async Task<JsonNode> AskAsync(HttpMethod method, string path, params (string Name, string Value)[] fields) =>
        JsonNode.Parse(await SendAsync(method, path, new("Bearer", token), fields))!;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.GetParent(folder)!.Delete(recursive: true);
    }

    private async Task<JsonNode?> AtHomeAsync(string uri) =>
        (await AskAsync(HttpMethod.Get, "/api/v1/timelines/home")).AsArray().FirstOrDefault(status => (string?)status!["uri"] == uri);

    private async Task<string> SendAsync(HttpMethod method, string path, AuthenticationHeaderValue? who, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, new Uri(Bob, path));
        request.Headers.Authorization = who;

        // It closes after every answer without saying so; a form sent into such a connection would be lost.
        request.Headers.ConnectionClose = true;
        if (method != HttpMethod.Get)
            request.Content = new FormUrlEncodedContent(fields.Where(f => f.Value.Length > 0).Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode < 400, $"{method} {path}: {(int)answer.StatusCode} {text}\n{Output}");
        return text;
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(process!.HasExited, $"snac ended: {Output}");
        try
        {
            using var answer = await client.GetAsync(Bob);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
