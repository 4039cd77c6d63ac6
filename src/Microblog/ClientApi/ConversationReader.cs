using Microblog.Data;
using Microblog.Filters;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads what people say to each other alone as a client app is shown it.</summary>
public sealed class ConversationReader(Db db, StatusReader statuses, AccountLists accounts)
{
    /// <summary>One of the owner's; null when there is none, or nothing is left of it.</summary>
    public async Task<ConversationEntity?> OneAsync(long owner, long conversationId, CancellationToken ct)
    {
        var lines = await Lines(owner).Where(l => l.Id == conversationId).ToListAsync(ct);
        return lines.Count == 0 ? null : (await ShowAsync(lines, owner, ct))[0];
    }

    /// <summary>The owner's conversations.</summary>
    /// <remarks>One whose notices are all gone is no more.</remarks>
    public IQueryable<ConversationLine> Lines(long me) => db.DirectConversations
        .Where(c => c.OwnerId == me && c.Notices.Any())
        .Select(c => new ConversationLine { Id = c.Id, IsUnread = c.IsUnread, LastId = c.Notices.Max(n => n.NoticeId) });

    /// <summary>Conversations, with who takes part and what was said last.</summary>
    public async Task<IReadOnlyList<ConversationEntity>> ShowAsync(IReadOnlyList<ConversationLine> lines, long me, CancellationToken ct)
    {
        var last = lines.Select(l => l.LastId).ToArray();
        var shown = await statuses.ByIdAsync(last, me, FilterContexts.None, ct);
        var people = await db.Notices
            .Where(n => last.Contains(n.Id))
            .Select(n => new { n.Id, n.AuthorId, Named = n.Addressees.Where(a => !a.IsUnnamed).Select(a => a.ActorId).ToList() })
            .ToDictionaryAsync(n => n.Id, n => n.Named.Prepend(n.AuthorId).Where(a => a != me).Distinct().ToList(), ct);
        var read = await accounts.ByIdAsync([.. people.Values.SelectMany(p => p).Distinct()], ct);
        return
        [
            .. lines.Select(l => new ConversationEntity(
                ApiText.Id(l.Id),
                l.IsUnread,
                [.. people.GetValueOrDefault(l.LastId, []).Select(a => read.GetValueOrDefault(a)).OfType<Account>()],
                shown.GetValueOrDefault(ApiText.Id(l.LastId)))),
        ];
    }
}

/// <summary>A conversation's row, and its newest notice.</summary>
public sealed class ConversationLine
{
    public required long Id { get; init; }
    public required bool IsUnread { get; init; }
    public required long LastId { get; init; }
}
