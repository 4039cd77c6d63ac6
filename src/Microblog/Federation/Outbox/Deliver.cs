using System.Globalization;
using System.Net;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Posts one activity to one inbox, freshly signed.</summary>
/// <remarks>Source: ActivityPub §7.1. What may pass is tried again; what is final is not.</remarks>
public sealed class Deliver(OutgoingActivities activities, SignedPeers peers, IServiceProvider services, TimeProvider clock) : IHandle<DeliveryDue>
{
    /// <summary>An activity that could not be delivered for so long is not news any more.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromDays(7);

    /// <summary>COMPAT(Cloudflare): 520 and above say that the server behind it cannot be reached.</summary>
    private const HttpStatusCode CloudflareErrors = (HttpStatusCode)520;

    public async Task<Outcome> HandleAsync(DeliveryDue fact, CancellationToken ct)
    {
        if (await activities.FindAsync(fact.ActivityId, services, ct) is not { } activity)
            return Outcome.Untried("the activity is no more");
        if (clock.GetUtcNow() - activity.CreatedAt > Expiry)
        {
            JobMeters.NotDelivered("expired");
            return Outcome.Untried("it could not be delivered for a week");
        }

        var began = clock.GetTimestamp();
        try
        {
            var answer = await peers.PostAsync(fact.Inbox, activity.Body, activity.Signer, activity.Followers?.For(fact.Inbox), ct);
            var waited = clock.GetElapsedTime(began);
            return await JudgeAsync(answer, fact.Inbox, ct) with { Waited = waited };
        }
        catch (PeerUnreachableException unreachable) when (unreachable.Failure == PeerFailure.Refused)
        {
            JobMeters.NotDelivered(ReasonOf(unreachable.Failure));
            return Outcome.Untried(unreachable.Message);
        }
        catch (PeerUnreachableException unreachable)
        {
            JobMeters.NotDelivered(ReasonOf(unreachable.Failure));
            return Outcome.Retry(unreachable.Message);
        }
    }

    private async Task<Outcome> JudgeAsync(PeerAnswer answer, Uri inbox, CancellationToken ct)
    {
        if (answer.IsSuccess)
        {
            JobMeters.Delivered();
            return Outcome.Done;
        }

        var error = $"{inbox} answers {(int)answer.Status}";
        JobMeters.NotDelivered(((int)answer.Status).ToString(CultureInfo.InvariantCulture));
        switch (answer.Status)
        {
            case HttpStatusCode.Gone:
                await ForgetOwnersAsync(inbox, ct);
                return Outcome.Ignored(error);
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests:
            case HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or >= CloudflareErrors:
                return Outcome.Retry(error, answer.RetryAfter);
            case HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError:
                return Outcome.Retry(error, answer.RetryAfter, perhapsOnlyThis: true);
            default:
                return Outcome.Ignored(error);
        }
    }

    // An inbox of several actors says nothing of any of them, whether it goes by the name of shared inbox or not.
    private async Task ForgetOwnersAsync(Uri inbox, CancellationToken ct)
    {
        var db = services.GetRequiredService<Db>();
        var host = Origin.HostOf(inbox);
        if (await db.Actors.AnyAsync(a => a.InboxHost == host && a.SharedInbox == inbox, ct))
            return;
        var owners = await db.Actors.Where(a => a.Inbox == inbox).OrderBy(a => a.Id).Select(a => a.Id).Take(2).ToListAsync(ct);
        if (owners.Count == 1)
            await services.GetRequiredService<ForgetActor>().RunAsync(owners[0], ct);
    }

    private static string ReasonOf(PeerFailure failure) => failure switch
    {
        PeerFailure.Refused => "refused",
        PeerFailure.NotConnected => "not_connected",
        PeerFailure.TimedOut => "timed_out",
        _ => "bad_answer",
    };
}
