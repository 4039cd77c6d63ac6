using System.Text.Json.Nodes;
using Microblog.Tests.Processes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>Somebody on our server, through their app.</summary>
/// <param name="pages">Their browser; null for those who have none.</param>
internal sealed class Resident(ServerProcess server, string token, string handle, PageVisitor? pages = null)
{
    private readonly Lazy<Task<Uri>> id = new(() => new Phone(server, token).ActorIdAsync());

    public Phone Phone { get; } = new(server, token);

    public PageVisitor Pages => pages ?? throw new InvalidOperationException($"{handle} has no browser");

    public string Handle => $"{handle}@{server.Host}";

    /// <summary>The ActivityPub id.</summary>
    public Task<Uri> IdAsync() => id.Value;

    public async Task<Uri> FollowersAsync() => new($"{await IdAsync()}/followers");

    /// <summary>Posts what is given and answers the status.</summary>
    public Task<JsonNode> PostAsync(object draft) => Phone.AskAsync(HttpMethod.Post, "/api/v1/statuses", FedifyServer.Json(draft));

    /// <summary>The status of a notice from elsewhere, once it stands on the home timeline.</summary>
    /// <param name="uri">The notice's ActivityPub id.</param>
    public async Task<JsonNode> SeesAtHomeAsync(Uri uri)
    {
        JsonNode? found = null;
        await Wait.UntilAsync(async () => (found = await AtHomeAsync(uri)) is not null, TimeSpan.FromMinutes(1), $"{uri} stands at home");
        return found!;
    }

    /// <summary>The same, once something holds of it.</summary>
    public async Task<JsonNode> SeesAtHomeAsync(Uri uri, Func<JsonNode, bool> such)
    {
        JsonNode? found = null;
        await Wait.UntilAsync(
            async () => (found = await AtHomeAsync(uri)) is not null && such(found), TimeSpan.FromMinutes(1), $"{uri} stands at home so");
        return found!;
    }

    /// <summary>A status of this person's own, once something holds of it.</summary>
    public async Task<JsonNode> SeesAsync(JsonNode status, Func<JsonNode, bool> such)
    {
        JsonNode? found = null;
        await Wait.UntilAsync(
            async () => such(found = await Phone.AskAsync(HttpMethod.Get, $"/api/v1/statuses/{(string)status["id"]!}")),
            TimeSpan.FromMinutes(1),
            $"{(string)status["uri"]!} is so");
        return found!;
    }

    /// <summary>Waits until a notice is gone from the home timeline.</summary>
    public Task NoLongerSeesAtHomeAsync(Uri uri) =>
        Wait.UntilAsync(async () => await AtHomeAsync(uri) is null, TimeSpan.FromMinutes(1), $"{uri} is gone from home");

    /// <summary>How this person and somebody elsewhere stand to each other.</summary>
    public Task<JsonNode> RelationshipAsync(FedifyPerson other) => RelationshipAsync(other.Handle);

    /// <inheritdoc cref="RelationshipAsync(FedifyPerson)"/>
    public async Task<JsonNode> RelationshipAsync(string other)
    {
        var number = await AccountAsync(other);
        return (await Phone.AskAsync(HttpMethod.Get, $"/api/v1/accounts/relationships?id[]={number}"))[0]!;
    }

    /// <summary>The number our server has for somebody elsewhere.</summary>
    public Task<string> AccountAsync(FedifyPerson other) => AccountAsync(other.Handle);

    private async Task<string> AccountAsync(string other)
    {
        var query = Uri.EscapeDataString(other);
        var found = await Phone.AskAsync(HttpMethod.Get, $"/api/v2/search?resolve=true&type=accounts&q={query}");
        return (string)Assert.Single(found["accounts"]!.AsArray())!["id"]!;
    }

    private async Task<JsonNode?> AtHomeAsync(Uri uri)
    {
        var page = await Phone.AskAsync(HttpMethod.Get, "/api/v1/timelines/home?limit=40");
        return page.AsArray().FirstOrDefault(status => (string?)status!["uri"] == uri.AbsoluteUri);
    }
}
