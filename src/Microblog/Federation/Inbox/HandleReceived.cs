using System.Text;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Reads what was stored at the door and hands it to the one class for that verb.</summary>
public sealed class HandleReceived(Db db, InboxRoutes routes, IServiceProvider services, FetchTurn turn, JobQueue jobs, TimeProvider clock) : IHandle<ActivityReceived>
{
    public Task<Outcome> HandleAsync(ActivityReceived fact, CancellationToken ct) =>
        turn.RunAsync(fact.Hosts, () => RunAsync(fact, ct), hosts => fact with { Hosts = hosts }, ct);

    private async Task<Outcome> RunAsync(ActivityReceived fact, CancellationToken ct)
    {
        var json = await db.ReceivedActivities.Where(r => r.Id == fact.ReceivedId).Select(r => r.Json).SingleOrDefaultAsync(ct);
        var sender = await db.Actors.SingleOrDefaultAsync(a => a.Id == fact.SenderId && a.GoneAt == null, ct);
        if (json is null || sender is null)
            return Outcome.Ignored("it was handled before, or its sender is gone");

        turn.CausedBy = sender.Host;
        if (await IsBlockedAsync(sender, ct))
            return await DoneAsync(fact, Outcome.Ignored("its sender or their server is blocked"), ct);
        if (fact.Hosts.Length == 0)
            await AskForNameAsync(sender, ct);
        services.GetRequiredService<UnnamedReader>().InboxOf = fact.InboxOf;
        return await DoneAsync(fact, await ReceiveAsync(ActivityParser.Parse(Encoding.UTF8.GetBytes(json)), sender, ct), ct);
    }

    private async Task<Outcome> DoneAsync(ActivityReceived fact, Outcome outcome, CancellationToken ct)
    {
        if (!outcome.IsRetry)
        {
            await db.ReceivedActivities.Where(r => r.Id == fact.ReceivedId)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.Json, (string?)null), ct);
        }

        return outcome;
    }

    // The guard lets nobody bring what another did, but a relay.
    private Task<Outcome> ReceiveAsync(Activity activity, Actor sender, CancellationToken ct) => Ids.Same(activity.Actor, sender.Uri)
        ? routes.ReceiveAsync(activity, sender, services, ct)
        : services.GetRequiredService<HearForwarded>().RunAsync(activity, sender, ct);

    // Not at the door: what nobody has proven yet makes us ask nobody but for the key.
    private async Task AskForNameAsync(Actor sender, CancellationToken ct)
    {
        if (sender.NameAskedAt is not null)
            return;
        jobs.Raise(new NameClaimed(sender.Id, sender.Host));
        await db.SaveChangesAsync(ct);
    }

    // It may have been stored before they were blocked.
    private async Task<bool> IsBlockedAsync(Actor sender, CancellationToken ct) =>
        sender.HostStanding == HostStanding.Blocked
        || await db.Blocks.Where(Moderation.Block.ClosesAccountAt(clock.GetUtcNow())).AnyAsync(b => b.ActorId == sender.Id, ct);
}
