using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.NodeInfo;
using Microblog.Protocols.WebFinger;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Federation.Discovery;

/// <summary>What this server says of itself to programs that pass by.</summary>
[AllowAnonymous]
public sealed class HostController(LocalUris uris, MicroblogSettings settings, ServerCounts counts) : ControllerBase
{
    private const string NodeInfoType = "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/{0}#\"";

    [HttpGet("/.well-known/host-meta")]
    public IActionResult HostMetaXrd() => Open(HostMeta.WriteXrd(uris.Base), MediaTypes.Xrd);

    [HttpGet("/.well-known/host-meta.json")]
    public IActionResult HostMetaJson() => Open(HostMeta.WriteJson(uris.Base), MediaTypes.JsonResourceDescriptor);

    [HttpGet("/.well-known/nodeinfo")]
    public IActionResult NodeInfoLinks() =>
        Open(NodeInfoDiscovery.Write(new Uri(uris.Base, "nodeinfo/2.0"), new Uri(uris.Base, "nodeinfo/2.1")), MediaTypes.Json);

    [HttpGet("/nodeinfo/2.0")]
    public async Task<IActionResult> NodeInfo20(CancellationToken ct) =>
        Open((await DescribeAsync(ct)).Write20(), TypeOf("2.0"));

    [HttpGet("/nodeinfo/2.1")]
    public async Task<IActionResult> NodeInfo21(CancellationToken ct) =>
        Open((await DescribeAsync(ct)).Write21(), TypeOf("2.1"));

    [HttpGet("/robots.txt")]
    public IActionResult Robots() => Content("User-agent: *\nDisallow: /api/\nDisallow: /sign-in\n", "text/plain");

    private IActionResult Open(byte[] document, string type)
    {
        Response.Headers.AccessControlAllowOrigin = "*";
        return File(document, type);
    }

    private async Task<NodeInfoDocument> DescribeAsync(CancellationToken ct)
    {
        var counted = await counts.CountAsync(ct);
        return new NodeInfoDocument(Software.Name, Software.Version)
        {
            Users = counted.Users,
            UsersActiveInMonth = counted.ActiveInMonth,
            UsersActiveInHalfYear = counted.ActiveInHalfYear,
            LocalPosts = counted.Notices,
            NodeName = settings.Instance.Name,
            NodeDescription = settings.Instance.Description,
            ClientApi = "mastodon",
        };
    }

    private static string TypeOf(string version) => NodeInfoType.Replace("{0}", version, StringComparison.Ordinal);
}
