using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Microblog.Tests.Clients;

/// <summary>A program that is not ours and uses a server as somebody with it would: a script in <c>tests/peers</c>.</summary>
/// <remarks>
/// When the script prints <c>authorize NAME URL</c>, that account of the demo wiki consents there in a browser, and the script reads the code.
/// Its last line is an object of what came of each step.
/// </remarks>
internal static class ClientProgram
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs a script to its end.</summary>
    /// <returns>What came of each step, in the order in which they were done.</returns>
    public static async Task<JsonElement> TravelAsync(TestServer server, string interpreter, string script, params string[] arguments)
    {
        using var process = Process.Start(Start(interpreter, [RepositoryRoot.At(script), server.BaseUrl.AbsoluteUri.TrimEnd('/'), .. arguments]))!;
        try
        {
            var complains = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var last = "";
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (line.Split(' ') is ["authorize", var name, var url])
                    await process.StandardInput.WriteLineAsync(await ConsentAsync(server, name, url));
                last = line;
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, $"{last}\n{await complains}");
            using var json = JsonDocument.Parse(last);
            return json.RootElement.Clone();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Fails with each step of which something else came than it should have.</summary>
    public static void AssertWent(IReadOnlyList<(string Step, string Result)> expected, JsonElement journey)
    {
        var went = journey.EnumerateObject().Select(s => (Step: s.Name, Result: JsonSerializer.Serialize(s.Value, Plain))).ToList();
        var wrong = went.Except(expected).Select(w => $"(\"{w.Step}\", \"\"\"{w.Result}\"\"\"),");
        var missing = expected.Where(e => went.TrueForAll(w => w.Step != e.Step)).Select(e => $"{e.Step} was not done");
        Assert.True(went.SequenceEqual(expected), string.Join('\n', [$"{expected.Count} steps expected; otherwise came:", .. wrong, .. missing]));
    }

    private static ProcessStartInfo Start(string interpreter, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(interpreter, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // A proxy of this machine does not lead to the server of a test.
        foreach (var proxy in start.Environment.Keys.Where(k => k.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(proxy);
        return start;
    }

    // As a person does: to the page, from there to the wiki, back, and yes.
    private static async Task<string> ConsentAsync(TestServer server, string name, string url)
    {
        using var browser = new Browser(server);
        await browser.GoToAsync(url);
        Assert.Contains("Sign in with Demo Wiki", browser.Page, StringComparison.Ordinal);
        await browser.GoToAsync($"/sign-in/start/demo{browser.At.Query}");
        await browser.SubmitAsync(("name", name), ("password", "demo"));
        await browser.SubmitAsync(("accept", "1"));
        Assert.Contains("Let ", browser.Page, StringComparison.Ordinal);
        if (!url.Contains("urn%3Aietf", StringComparison.Ordinal))
            return (string)QueryHelpers.ParseQuery((await browser.AnswerAsync("allow")).Query)["code"]!;
        await browser.SubmitAsync(("answer", "allow"));
        return browser.Page.Split("id=\"code\" value=\"", 2)[1].Split('"')[0];
    }
}
