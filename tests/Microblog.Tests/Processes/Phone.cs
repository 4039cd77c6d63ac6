using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Processes;

/// <summary>Somebody's app: speaks the client API of a running server, and remembers nothing.</summary>
internal sealed class Phone(ServerProcess server, string token)
{
    /// <summary>Finds somebody by <c>name@host</c>, follows them, and waits until they have accepted.</summary>
    public async Task FollowAsync(string address)
    {
        var found = await AskAsync(HttpMethod.Get, $"/api/v2/search?resolve=true&type=accounts&q={Uri.EscapeDataString(address)}");
        var accounts = found["accounts"]!.AsArray();
        Assert.True(accounts.Count == 1, $"A search for {address} finds {accounts.Count} accounts.\n{server.Output}");
        var id = (string)accounts[0]!["id"]!;
        await AskAsync(HttpMethod.Post, $"/api/v1/accounts/{id}/follow");
        await Wait.UntilAsync(async () =>
            (bool)(await AskAsync(HttpMethod.Get, $"/api/v1/accounts/relationships?id[]={id}"))[0]!["following"]!);
    }

    /// <summary>The ActivityPub id of whose phone it is.</summary>
    public async Task<Uri> ActorIdAsync()
    {
        var account = await AskAsync(HttpMethod.Get, "/api/v1/accounts/verify_credentials");
        return new Uri(server.BaseUrl, $"/users/{(string)account["id"]!}");
    }

    /// <summary>Posts a notice and answers its id.</summary>
    public async Task<string> PostAsync(string text) =>
        (string)(await AskAsync(HttpMethod.Post, "/api/v1/statuses", new JsonObject { ["status"] = text }))["id"]!;

    /// <summary>Posts "notice 1" and so on, one after the other.</summary>
    public async Task PostManyAsync(int first, int last)
    {
        for (var number = first; number <= last; number++)
            await PostAsync($"notice {number}");
    }

    public Task DeleteAsync(string id) => AskAsync(HttpMethod.Delete, $"/api/v1/statuses/{id}");

    /// <summary>The HTML of the whole home timeline, page by page, newest first.</summary>
    public async Task<IReadOnlyList<string>> HomeAsync()
    {
        var shown = new List<string>();
        var after = "";
        while (true)
        {
            var page = (await AskAsync(HttpMethod.Get, $"/api/v1/timelines/home?limit=40{after}")).AsArray();
            if (page.Count == 0)
                return shown;
            shown.AddRange(page.Select(status => (string)status!["content"]!));
            after = $"&max_id={(string)page[^1]!["id"]!}";
        }
    }

    /// <summary>Asks the client API and insists on success.</summary>
    public async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(server.Url, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}\n{server.Output}");
        return JsonNode.Parse(text)!;
    }
}
