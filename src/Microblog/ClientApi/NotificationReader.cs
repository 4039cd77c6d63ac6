using Microblog.Filters;
using Microblog.Notifications;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads what people are told of as a client app is shown it.</summary>
public sealed class NotificationReader(AccountLists accounts, StatusReader statuses, PageLinks links)
{
    /// <summary>So many notifications are read for each group of a page: of more, the rest begins the next page.</summary>
    private const int PerGroup = 10;

    /// <summary>One page, newest first. What is about a notice that the owner may no longer read is left out.</summary>
    public async Task<IReadOnlyList<NotificationEntity>> PageAsync(IQueryable<Notification> notifications, long ownerId, Page page, CancellationToken ct)
    {
        var read = links.InOrder(await NotificationLine.Of(notifications.On(page, n => n.Id)).ToListAsync(ct), page, l => l.Id);
        return await ShowAsync(read, ownerId, ct);
    }

    /// <summary>One of them.</summary>
    /// <exception cref="RefusalException">There is no such notification to show.</exception>
    public async Task<NotificationEntity> OneAsync(IQueryable<Notification> notifications, long ownerId, long id, CancellationToken ct)
    {
        var read = await NotificationLine.Of(notifications.Where(n => n.Id == id)).ToListAsync(ct);
        return (await ShowAsync(read, ownerId, ct)).SingleOrDefault() ?? throw new RefusalException(Refusal.NotFound);
    }

    private async Task<IReadOnlyList<NotificationEntity>> ShowAsync(IReadOnlyList<NotificationLine> lines, long ownerId, CancellationToken ct)
    {
        var people = await accounts.ByIdAsync([.. lines.Select(l => l.FromId).Distinct()], ct);
        var shown = await statuses.ByIdAsync([.. lines.Select(l => l.NoticeId).OfType<long>().Distinct()], ownerId, FilterContexts.Notifications, ct);
        return
        [
            .. from line in lines
               let status = line.NoticeId is { } notice ? shown.GetValueOrDefault(ApiText.Id(notice)) : null
               where people.ContainsKey(line.FromId) && (line.NoticeId is null || status is not null)
               select new NotificationEntity(
                   ApiText.Id(line.Id),
                   NotificationNames.Of(line.Kind)!,
                   line.CreatedAt,
                   NotificationGroupKey.Of(line),
                   people[line.FromId],
                   status),
        ];
    }

    /// <summary>One page of them, put together where many say one thing.</summary>
    /// <param name="grouped">The kinds that are put together.</param>
    public async Task<NotificationGroups> GroupsAsync(
        IQueryable<Notification> notifications, long ownerId, Page page, IReadOnlyCollection<NotificationKind> grouped, CancellationToken ct)
    {
        var read = await NotificationLine.Of(notifications.On(page with { Limit = page.Size * PerGroup, IsWhole = true }, n => n.Id)).ToListAsync(ct);
        if (page.MinId is not null)
            read.Reverse();
        var groups = read
            .GroupBy(l => grouped.Contains(l.Kind) ? NotificationGroupKey.Of(l) : NotificationGroupKey.OfOne(l), StringComparer.Ordinal)
            .Take(page.Size)
            .Select(g => new NotificationGroup(g.Key, [.. g]))
            .ToList();
        if (groups.Count > 0)
            links.Add(groups.MaxBy(g => g.Newest)!.PageMaxId, groups.MinBy(g => g.Oldest)!.PageMinId);
        return await ShowGroupsAsync(groups, ownerId, ct);
    }

    private async Task<NotificationGroups> ShowGroupsAsync(IReadOnlyList<NotificationGroup> groups, long ownerId, CancellationToken ct)
    {
        var shown = await statuses.ByIdAsync([.. groups.Select(g => g.NoticeId).OfType<long>().Distinct()], ownerId, FilterContexts.Notifications, ct);
        var readable = groups.Where(g => g.StatusId is not { } id || shown.ContainsKey(id)).ToList();
        var people = await accounts.ByIdAsync([.. readable.SelectMany(g => g.SampleIds).Distinct()], ct);
        return new([.. people.Values], [.. shown.Values], readable);
    }
}
