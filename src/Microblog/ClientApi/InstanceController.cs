using Microblog.About;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Push;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Tells client apps what this server is.</summary>
[ApiController]
[AllowAnonymous]
public sealed class InstanceController(LocalUris uris, MicroblogSettings settings, ServerTexts texts, ServerCounts counts, PushIdentity push) : ControllerBase
{
    // Apps look for a Mastodon version that they know before they offer anything.
    private static readonly string Version = $"4.5.0 (compatible; Microblog {Software.Version})";

    private string Streaming => (uris.Base.Scheme == "https" ? "wss" : "ws") + "://" + uris.Base.Authority;

    private string Picture => new Uri(uris.Base, "images/header.png").AbsoluteUri;

    [HttpGet("api/v1/instance")]
    public async Task<InstanceV1> First(CancellationToken ct)
    {
        var count = await counts.CountAsync(ct);
        return new InstanceV1
        {
            Uri = uris.Host,
            Title = settings.Instance.Name,
            Description = settings.Instance.Description,
            Version = Version,
            Urls = new InstanceUrls(Streaming),
            Stats = new InstanceStats(count.Users, count.Notices, count.Hosts),
            Thumbnail = Picture,
            Configuration = await ConfigurationAsync(ct),
            Email = texts.Contact,
            Languages = texts.Languages,
            Rules = InstanceRule.Of(texts),
        };
    }

    [HttpGet("api/v2/instance")]
    public async Task<InstanceV2> Second(CancellationToken ct) => new()
    {
        Domain = uris.Host,
        Title = settings.Instance.Name,
        Version = Version,
        Description = settings.Instance.Description,
        SourceUrl = new Uri(uris.Base, "about").AbsoluteUri,
        Usage = new InstanceUsage(new InstanceUsers((await counts.CountAsync(ct)).ActiveInMonth)),
        Thumbnail = new InstanceThumbnail(Picture),
        Configuration = await ConfigurationAsync(ct),
        Contact = new InstanceContact(texts.Contact, null),
        Languages = texts.Languages,
        Rules = InstanceRule.Of(texts),
        Registrations = new InstanceRegistrations(
            Enabled: false, ApprovalRequired: false, ReasonRequired: false, Message: null, MinAge: null, new Uri(uris.Base, "sign-in").AbsoluteUri),
    };

    private async Task<InstanceConfiguration> ConfigurationAsync(CancellationToken ct) => new()
    {
        Urls = new InstanceAddresses(Streaming),
        Statuses = new StatusLimits(settings.Notices.MaxLength),
        Vapid = new VapidKey(await push.PublicKeyAsync(ct)),
    };
}
