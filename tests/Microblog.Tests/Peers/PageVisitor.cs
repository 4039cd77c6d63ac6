using System.Net;
using System.Text.RegularExpressions;
using Microblog.Tests.Processes;

namespace Microblog.Tests.Peers;

/// <summary>Somebody's browser at a running server: signed in as an account of the demo wiki.</summary>
internal sealed partial class PageVisitor : IDisposable
{
    private readonly ServerProcess server;
    private readonly HttpClient client;
    private string ticket = "";

    private PageVisitor(ServerProcess server)
    {
        this.server = server;
        client = new(new SocketsHttpHandler { UseProxy = false, CookieContainer = new() }) { BaseAddress = server.Url };
    }

    public static async Task<PageVisitor> SignInAsync(ServerProcess server, string name)
    {
        var visitor = new PageVisitor(server);
        await visitor.ReadAsync("/sign-in?as=" + Uri.EscapeDataString(name));
        visitor.ticket = Ticket().Match(await visitor.ReadAsync("/home")).Groups["ticket"].Value;
        return visitor;
    }

    /// <summary>The HTML of a page, with its entities decoded.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}\n{server.Output}");
        return WebUtility.HtmlDecode(text);
    }

    /// <summary>Sends a form and follows where it leads.</summary>
    public async Task PressAsync(string path, params (string Name, string Value)[] fields)
    {
        var typed = fields.Append(("__RequestVerificationToken", ticket)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        using var form = new FormUrlEncodedContent(typed);
        using var answer = await client.PostAsync(path, form, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {WebUtility.HtmlDecode(text)}\n{server.Output}");
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<ticket>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ticket();
}
