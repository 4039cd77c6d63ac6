using System.Net;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Posts one activity to one inbox, freshly signed.</summary>
/// <remarks>Source: ActivityPub §7.1. What may pass is tried again; what is final is not.</remarks>
public sealed class Deliver(OutgoingActivities activities, SignedPeers peers, IServiceProvider services, TimeProvider clock) : IHandle<DeliveryDue>
{
    /// <summary>An activity that could not be delivered for so long is not news any more.</summary>
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(7);

    public async Task<Outcome> HandleAsync(DeliveryDue fact, CancellationToken ct)
    {
        if (await activities.FindAsync(fact.ActivityId, services, ct) is not { } activity)
            return Outcome.Ignored("the activity is no more");
        if (clock.GetUtcNow() - activity.CreatedAt > Expiry)
            return Outcome.Ignored("it could not be delivered for a week");

        try
        {
            var answer = await peers.PostAsync(fact.Inbox, activity.Body, activity.Signer, ct);
            return await JudgeAsync(answer, fact.Inbox, ct);
        }
        catch (PeerUnreachableException unreachable) when (unreachable.Failure == PeerFailure.Refused)
        {
            return Outcome.Ignored(unreachable.Message);
        }
        catch (PeerUnreachableException unreachable)
        {
            return Outcome.Retry(unreachable.Message);
        }
    }

    private async Task<Outcome> JudgeAsync(PeerAnswer answer, Uri inbox, CancellationToken ct)
    {
        var error = $"{inbox} answers {(int)answer.Status}";
        switch (answer.Status)
        {
            case HttpStatusCode.Gone:
                await ForgetOwnersAsync(inbox, ct);
                return Outcome.Ignored(error);
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable:
                return Outcome.Retry(error, answer.RetryAfter);
            case HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError:
                return Outcome.Retry(error, answer.RetryAfter, perhapsOnlyThis: true);
            default:
                return answer.IsSuccess ? Outcome.Done : Outcome.Ignored(error);
        }
    }

    private async Task ForgetOwnersAsync(Uri inbox, CancellationToken ct)
    {
        var db = services.GetRequiredService<Db>();
        var gone = await db.Actors.Where(a => a.Inbox == inbox && a.GoneAt == null).Select(a => a.Id).ToListAsync(ct);
        foreach (var actorId in gone)
            await services.GetRequiredService<ForgetActor>().RunAsync(actorId, ct);
    }
}
