using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>The person here to whose own inbox the activity came that is being handled, without naming them.</summary>
/// <remarks>
/// Source: ActivityPub §6: <c>bto</c> and <c>bcc</c> are taken out before delivery, so that the inbox alone says whom a note is for. So it is with collections
/// that we cannot read, such as circles.
/// </remarks>
public sealed class UnnamedReader(Db db)
{
    public long? InboxOf { get; set; }

    /// <summary>The reader whom a notice does not name, if there is one and its author may reach them.</summary>
    /// <param name="notice">With those whom it names.</param>
    /// <returns>Null when there is none, or the notice has that reader already.</returns>
    public async Task<Addressee?> OfAsync(Notice notice, Actor author, CancellationToken ct)
    {
        if (InboxOf is not { } owner || notice.Visibility != Visibility.Direct || notice.Addressees.Any(a => a.ActorId == owner))
            return null;
        var mayBeReached = await db.Actors
            .NotBlocking(author.Id)
            .AnyAsync(
                a => a.Id == owner && a.Id != InstanceActor.ActorId && a.Host == "" && a.GoneAt == null && !a.DomainBlocks.Any(b => b.Host == author.Host), ct);
        return mayBeReached ? new Addressee { NoticeId = notice.Id, ActorId = owner, IsUnnamed = true } : null;
    }
}
