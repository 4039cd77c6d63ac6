using System.Text.Json.Nodes;

namespace Microblog.Tests.Peers;

/// <summary>Somebody on a server made of Fedify.</summary>
internal sealed class FedifyPerson(FedifyServer server, string name, Uri id, string handle)
{
    public FedifyServer Server => server;

    public string Name => name;

    public Uri Id => id;

    /// <summary><c>name@host</c>, as people look for them.</summary>
    public string Handle => handle;

    public Uri Followers => new($"{id}/followers");

    /// <summary>Does what <c>deeds.mjs</c> says under that name, whatever the others answer.</summary>
    public Task<JsonNode> TryAsync(string deed, object? details = null)
    {
        var told = FedifyServer.Json(details);
        told["as"] = name;
        return server.DoAsync(deed, told);
    }

    /// <summary>Does it, and insists that those who are told accept it.</summary>
    public async Task<JsonNode> DoAsync(string deed, object? details = null)
    {
        var done = await TryAsync(deed, details);
        Assert.True((int?)done["status"] is null or 202, $"{deed}: {done}");
        return done;
    }

    /// <summary>Posts a note to its followers and others.</summary>
    /// <returns>Its id.</returns>
    public async Task<Uri> PostAsync(object draft) => new((string)(await DoAsync("note", draft))["id"]!);

    /// <summary>Answers somebody's QuoteRequest, which is embedded in the answer or only named, with a stamp.</summary>
    /// <returns>The stamp.</returns>
    public async Task<Uri> AgreeAsync(Arrival request, bool embeds = true) =>
        new((string)(await DoAsync("answerQuote", new { request = (string)request.Activity["id"]!, agrees = true, embeds }))["stamp"]!);

    public async Task<IReadOnlyList<string>> FollowersAsync() => Arrival.Ids((await TryAsync("followers"))["ids"]);

    public async Task<IReadOnlyList<string>> FollowingAsync() => Arrival.Ids((await TryAsync("following"))["ids"]);
}
