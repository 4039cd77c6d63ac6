using Microblog.Federation.Followers;
using Microblog.Federation.Remote;
using Microblog.Moderation.Domains;
using Microblog.Protocols.ActivityPub;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Federation.Inbox;

/// <summary>Where other servers tell us things: one inbox for all of us, and one for each.</summary>
/// <remarks>Source: ActivityPub §5.2, §7. 202 means stored; what follows from it happens afterwards.</remarks>
[ApiController]
[AllowAnonymous]
[RefuseBlockedPeers]
[IgnoreAntiforgeryToken]
public sealed class InboxController(InboxGuard guard, InboxWriter writer, DomainPolicies policies, KnownOffers offers, HostShares shares, Envelopes envelopes) : ControllerBase
{
    [HttpPost("inbox")]
    [HttpPost("users/{id:long}/inbox")]
    [RequestSizeLimit(InboxBody.MostRead)]
    public async Task<IActionResult> Receive([FromRoute] long? id, CancellationToken ct)
    {
        if (await InboxBody.ReadAsync(Request, ct) is not { } body)
            return Answer(StatusCodes.Status413PayloadTooLarge, "The body is longer than 1 MiB.");

        var verdict = await guard.JudgeAsync(Request, body, ct);
        if (verdict.Refusal is { } refusal)
            return Answer(verdict.Status, refusal);
        if (verdict.Sender is { } proven && (await policies.OfAsync(proven.OwnerHost, ct)).IsBlocked)
            return Answer(StatusCodes.Status403Forbidden, "We do not speak with your server.");
        if (verdict.SignedBy is { } host && shares.WaitOf(host) is { } wait)
            return LaterAnswer(wait);
        if (verdict.Sender is not { } sender)
            return Accepted();

        var envelope = await envelopes.ReadAsync(verdict, sender, id, ct);
        return await writer.TryStoreAsync(ArrivalOf(verdict, sender, body, envelope), ct) ? Accepted() : LaterAnswer("5");
    }

    private ObjectResult LaterAnswer(string seconds)
    {
        Response.Headers.RetryAfter = seconds;
        return Answer(StatusCodes.Status429TooManyRequests, "Too much waits here; send it again in a moment.");
    }

    private Arrival ArrivalOf(Verdict verdict, RemoteKey sender, byte[] body, Envelope envelope) =>
        new(sender.OwnerId, sender.OwnerHost, verdict.ActivityId!, body, envelope, NewsOf(verdict, sender))
        {
            IsFromItsHost = string.Equals(verdict.SignedBy, sender.OwnerHost, StringComparison.Ordinal),
        };

    private CollectionSynchronization? NewsOf(Verdict verdict, RemoteKey sender) =>
        verdict.Synchronization is { } told && offers.IsNews(sender.OwnerId, told.Digest) ? told : null;

    private ObjectResult Answer(int status, string why) => StatusCode(status, new { error = why });
}
