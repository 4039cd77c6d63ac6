using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Which notifications a client app asks for.</summary>
/// <remarks>Source: Mastodon API documentation, "Get all notifications".</remarks>
public sealed class AskedNotifications(Db db, Viewer viewer, TimeProvider clock)
{
    /// <summary>All of the viewer's that client apps know how to show.</summary>
    public IQueryable<Notification> All(bool alsoHeld = false)
    {
        var known = NotificationNames.Known.Values.ToArray();
        var (me, now) = (viewer.RequiredActorId, clock.GetUtcNow());
        return (alsoHeld ? db.Notifications.ThatStandFor(db, me, now) : db.Notifications.ShownTo(db, me, now)).Where(n => known.Contains(n.Kind));
    }

    /// <summary>Of those the ones that <c>types</c>, <c>exclude_types</c>, <c>account_id</c> and <c>include_filtered</c> choose: of one account also
    /// what is held back.</summary>
    public IQueryable<Notification> In(IQueryCollection query)
    {
        var (wanted, unwanted) = (Kinds(query, "types"), Kinds(query, "exclude_types"));
        var from = ApiText.IdOrNull(query["account_id"]);
        var asked = All(alsoHeld: from is not null || (string?)query["include_filtered"] is "true" or "1");
        if (wanted.Length > 0)
            asked = asked.Where(n => wanted.Contains(n.Kind));
        if (unwanted.Length > 0)
            asked = asked.Where(n => !unwanted.Contains(n.Kind));
        return from is null ? asked : asked.Where(n => n.FromId == from);
    }

    /// <summary>How many of them are newer than what was read.</summary>
    /// <param name="limit">As the app wrote how many it counts at most.</param>
    public async Task<UnreadCount> CountUnreadAsync(IQueryCollection query, string? limit, CancellationToken ct)
    {
        var most = Math.Clamp(Paging.LimitOf(limit, UnreadCount.DefaultLimit), 1, UnreadCount.MaxLimit);
        var read = await db.Markers.LastReadOfAsync(viewer.RequiredActorId, ct);
        return new(await In(query).Where(n => n.Id > read).Take(most).CountAsync(ct));
    }

    internal static NotificationKind[] Kinds(IQueryCollection query, string parameter) =>
        [.. ApiText.Listed(query, parameter).Where(NotificationNames.Known.ContainsKey).Select(t => NotificationNames.Known[t])];
}

/// <summary>How many notifications are newer than what was read.</summary>
public sealed record UnreadCount(int Count)
{
    internal const int DefaultLimit = 100;
    internal const int MaxLimit = 1000;
}
