using System.Text;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Reads what was stored at the door and hands it to the one class for that verb.</summary>
public sealed class HandleReceived(Db db, InboxRoutes routes, IServiceProvider services, TimeProvider clock) : IHandle<ActivityReceived>
{
    public async Task<Outcome> HandleAsync(ActivityReceived fact, CancellationToken ct)
    {
        var json = await db.ReceivedActivities.Where(r => r.Id == fact.ReceivedId).Select(r => r.Json).SingleOrDefaultAsync(ct);
        var sender = await db.Actors.SingleOrDefaultAsync(a => a.Id == fact.SenderId && a.GoneAt == null, ct);
        if (json is null || sender is null)
            return Outcome.Ignored("it was handled before, or its sender is gone");
        if (sender.HostStanding == HostStanding.Blocked || await db.Blocks.Where(Block.ClosesAccountAt(clock.GetUtcNow())).AnyAsync(b => b.ActorId == sender.Id, ct))
            return Outcome.Ignored("its sender or their server is blocked");

        var outcome = await routes.ReceiveAsync(ActivityParser.Parse(Encoding.UTF8.GetBytes(json)), sender, services, ct);
        if (!outcome.IsRetry)
        {
            await db.ReceivedActivities.Where(r => r.Id == fact.ReceivedId)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.Json, (string?)null), ct);
        }

        return outcome;
    }
}
