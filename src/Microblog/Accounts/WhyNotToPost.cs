using System.Globalization;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Web;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Accounts;

/// <summary>Says in words what keeps an account from posting, for the page above the composer and for refusals.</summary>
public sealed class WhyNotToPost(
    Db db, RefreshStanding refresh, MicroblogSettings settings, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>What is in the way and what is missing; null when the account may post.</summary>
    /// <remarks>Somebody who may not post yet is asked about again, so that new rights work at the next look.</remarks>
    public async Task<string?> ExplainAsync(long actorId, CancellationToken ct)
    {
        if (await MayPostAsync(actorId, ct))
            return null;
        await refresh.RunAsync(actorId, ct);
        return await MayPostAsync(actorId, ct) ? null : await SentenceAsync(actorId, ct);
    }

    /// <summary>The sentence about a block of ours.</summary>
    internal static string OfBlock(IStringLocalizer<Texts> texts, Block block) => block.Until is { } until
        ? texts["An administrator of this server has blocked this account until {0}. Reason: {1}", Time(until), block.Reason]
        : texts["An administrator of this server has blocked this account. Reason: {0}", block.Reason];

    private Task<bool> MayPostAsync(long actorId, CancellationToken ct) =>
        db.Accounts.ThatMayPost(clock.GetUtcNow()).AnyAsync(a => a.ActorId == actorId, ct);

    private async Task<string> SentenceAsync(long actorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var block = await db.Blocks.AsNoTracking().Where(Block.StopsPostingAt(now)).FirstOrDefaultAsync(b => b.ActorId == actorId, ct);
        if (block is not null)
            return OfBlock(texts, block);
        if (await db.Actors.AnyAsync(a => a.Id == actorId && a.MovedToId != null, ct))
            return texts["This account has moved to another one, so it can only be read. To use it again, say in the settings that you are back."];

        var identity = await db.WikiIdentities.AsNoTracking()
            .Where(w => w.Account!.ActorId == actorId)
            .OrderByDescending(w => w.CheckedAt)
            .FirstOrDefaultAsync(ct);
        return identity is null
            ? texts["This account belongs to no wiki, so no wiki can say that it may post."]
            : OfStanding(identity, now);
    }

    private string OfStanding(WikiIdentity identity, DateTimeOffset now)
    {
        if (settings.FindWiki(identity.WikiId) is not { } wiki)
            return texts["The wiki of this account, {0}, is no longer one that this server asks.", identity.WikiId];

        var standing = identity.ToStanding();
        return standing.WhyNot(now) switch
        {
            StandingProblem.NoAccount => texts["{0} no longer has an account of yours.", wiki.Name],
            StandingProblem.Temporary => texts["Temporary accounts cannot post. Register an account on {0}.", wiki.Name],
            StandingProblem.SystemAccount => texts["{0} says that this is the wiki software's own account.", wiki.Name],
            StandingProblem.Blocked => OfWikiBlock(standing, wiki),
            StandingProblem.NotAutoconfirmed => OfMissingRight(standing, wiki),
            _ => texts["{0} has not answered for so long that posting is paused. It goes on as soon as {0} answers.", wiki.Name],
        };
    }

    private string OfWikiBlock(Standing standing, WikiSettings wiki)
    {
        var reason = string.IsNullOrWhiteSpace(standing.BlockReason) ? texts["none given"].Value : standing.BlockReason;
        return standing.BlockedUntil is { IsForever: false, End: { } end }
            ? texts["You are blocked on {0} until {1}. Reason: {2}", wiki.Name, Time(end), reason]
            : texts["You are blocked on {0} without an end. Reason: {1}", wiki.Name, reason];
    }

    private string OfMissingRight(Standing standing, WikiSettings wiki) => wiki.RequiredRight == "autoconfirmed"
        ? texts["{0} has not made your account autoconfirmed yet: it counts {1} edits of yours. A wiki does so after some edits and some days; "
            + "until then you can read and follow here.", wiki.Name, standing.EditCount]
        : texts["{0} has not given your account the right {1}, which posting here takes: it counts {2} edits of yours. "
            + "Until then you can read and follow here.", wiki.Name, wiki.RequiredRight, standing.EditCount];

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.CurrentCulture);
}
