using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Notifications;

/// <summary>Those of whom a person's policy keeps something apart, and the form that says what is kept apart.</summary>
[Authorize]
public sealed class HeldController(Db db, Viewer viewer, HeldNotifications held, FillNotices fill, IStringLocalizer<Texts> texts) : Controller
{
    private const string Page = "/notifications/held";
    private const int PerPage = 40;

    [HttpGet(Page)]
    public async Task<IActionResult> Show(PageQuery page, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var senders = await held.Of(me).On(new Page(page.MaxId, Limit: PerPage), s => s.NewestId).ToListAsync(ct);
        var ids = senders.Select(s => s.FromId).ToArray();
        var names = await db.Actors
            .Where(a => ids.Contains(a.Id))
            .Select(a => new ActorName(a.Id, a.Handle, a.Host, a.DisplayName, a.IconUrl))
            .ToDictionaryAsync(a => a.Id, ct);
        var notices = await fill.ReadAsync([.. senders.Select(s => s.LastNoticeId).OfType<long>()], FilterContexts.None, ct);
        return View("Held", new HeldPage(
            [
                .. senders.Select(s => new HeldLine(
                    names[s.FromId], s.Count, Snowflake.TimeOf(s.NewestId), s.LastNoticeId is { } last ? notices.GetValueOrDefault(last) : null)),
            ],
            await held.PolicyOfAsync(me, ct),
            senders.Count == PerPage ? senders[^1].NewestId : null));
    }

    [HttpPost(Page + "/{id:long}/accept")]
    public async Task<IActionResult> Accept(long id, CancellationToken ct)
    {
        await held.AcceptAsync(viewer.RequiredActorId, [id], ct);
        return Done(texts["You are told of what they do from now on."]);
    }

    [HttpPost(Page + "/{id:long}/dismiss")]
    public async Task<IActionResult> Dismiss(long id, CancellationToken ct)
    {
        await held.DismissAsync(viewer.RequiredActorId, [id], ct);
        return Done(texts["What was held back of them is gone."]);
    }

    [HttpPost(Page + "/policy")]
    public async Task<IActionResult> Change(PolicyForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        await held.ChangePolicyAsync(viewer.RequiredActorId, form.ApplyTo, ct);
        return Done(texts["Saved. It holds for what comes from now on."]);
    }

    private LocalRedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return LocalRedirect(Page);
    }
}

/// <summary>A page of those of whom something is held back, and what is held back.</summary>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record HeldPage(IReadOnlyList<HeldLine> Lines, NotificationPolicy Policy, long? Older);

/// <summary>Somebody of whom something is held back.</summary>
/// <param name="Notice">The last that they said or that they did something about; null for none.</param>
public sealed record HeldLine(ActorName From, int Count, DateTimeOffset At, NoticeView? Notice);

/// <summary>A policy as it is chosen.</summary>
public sealed record PolicyForm
{
    [FromForm(Name = "not_followed")]
    public NotificationTreatment NotFollowed { get; init; }

    [FromForm(Name = "not_following")]
    public NotificationTreatment NotFollowing { get; init; }

    [FromForm(Name = "new_accounts")]
    public NotificationTreatment NewAccounts { get; init; }

    [FromForm(Name = "private_mentions")]
    public NotificationTreatment PrivateMentions { get; init; }

    [FromForm(Name = "silenced_servers")]
    public NotificationTreatment SilencedServers { get; init; }

    internal void ApplyTo(NotificationPolicy policy) =>
        (policy.NotFollowed, policy.NotFollowing, policy.NewAccounts, policy.PrivateMentions, policy.SilencedServers) =
        (NotFollowed, NotFollowing, NewAccounts, PrivateMentions, SilencedServers);
}
