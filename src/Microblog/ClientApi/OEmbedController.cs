using System.Text.Json.Serialization;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.ClientApi;

/// <summary>Gives other sites a public notice of this server to show: as a quotation, without a frame or a script.</summary>
/// <remarks>Source: oEmbed §2; Mastodon API documentation, oembed.</remarks>
[ApiController]
[AllowAnonymous]
[Route("api/oembed")]
public sealed class OEmbedController(Db db, INoticeDirectory notices, MicroblogSettings settings, LocalUris uris, TimeProvider clock) : ControllerBase
{
    private const int Width = 400;
    private const int LongestAddress = 2048;

    [HttpGet]
    public async Task<IActionResult> Show(
        [FromQuery] string? url, [FromQuery] string? format, [FromQuery(Name = "maxwidth")] string? maxWidth, [FromServices] IStringLocalizer<Texts> texts, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(format) && format != "json")
            return StatusCode(StatusCodes.Status501NotImplemented);
        if (url is not { Length: > 0 and <= LongestAddress } || await notices.FindAsync(url, asksElsewhere: false, ct) is not { } id)
            throw new RefusalException(Refusal.NotFound);
        var shown = await db.Notices
            .Where(n => n.Id == id && n.Text != null && n.Visibility <= Visibility.Unlisted)
            .VisibleTo(null, clock.GetUtcNow())
            .As(NoticeView.Shape)
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);
        return Ok(new OEmbed
        {
            Title = texts["A notice by {0}", shown.Author.Shown],
            AuthorName = shown.Author.Shown,
            AuthorUrl = new Uri(uris.Base, shown.Author.Path).AbsoluteUri,
            ProviderName = settings.Instance.Name,
            ProviderUrl = uris.Base.AbsoluteUri,
            Html = OEmbedHtml.Of(shown, new Uri(uris.Base, shown.Path)),
            Width = Math.Clamp(Paging.LimitOf(maxWidth, Width), 1, Width),
        });
    }
}

/// <summary>What a site is told about a notice that it wants to show.</summary>
/// <remarks>Source: oEmbed §2.3.4.</remarks>
public sealed record OEmbed
{
    public string Type { get; } = "rich";
    public string Version { get; } = "1.0";
    public required string Title { get; init; }
    public required string AuthorName { get; init; }
    public required string AuthorUrl { get; init; }
    public required string ProviderName { get; init; }
    public required string ProviderUrl { get; init; }

    /// <summary>How long it may be kept, in seconds.</summary>
    public int CacheAge { get; } = 86_400;
    public required string Html { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>As high as its text needs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Height { get; }
}
