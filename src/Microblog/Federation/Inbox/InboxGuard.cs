using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Decides whether what arrived comes from whom it says, before anything is stored.</summary>
/// <remarks>Cheap questions first: nothing is fetched for a request that cannot be right.</remarks>
public sealed class InboxGuard(Db db, RemoteKeys keys, LocalUris uris, TimeProvider clock)
{
    /// <summary>Judges one POST to an inbox.</summary>
    public async Task<Verdict> JudgeAsync(HttpRequest request, byte[] body, CancellationToken ct)
    {
        var signed = Describe(request);
        if (!SignatureHeader.TryRead(signed, out var header, out var outcome))
            return Verdict.Unproven(outcome.Reason);
        outcome = CavageVerifier.CheckAllButKey(signed, header, body, clock.GetUtcNow(), IsOurHost);
        if (!outcome.IsValid)
            return Verdict.Unproven(outcome.Reason);

        Activity activity;
        try
        {
            activity = ActivityParser.Parse(body);
        }
        catch (MalformedActivityException malformed)
        {
            return Verdict.Malformed(malformed.Message);
        }

        if (Origin.Objection(activity) is { } objection)
            return Verdict.Malformed(objection);
        if (!Origin.Same(header.KeyId, activity.Actor))
            return Verdict.Unproven("The key lives on another server than the actor.");
        return await IsOfNoConcernAsync(activity, ct) ? Verdict.NoConcern : await ProveAsync(activity, signed, header, body, ct);
    }

    private async Task<Verdict> ProveAsync(
        Activity activity, SignedRequest signed, SignatureHeader header, byte[] body, CancellationToken ct)
    {
        var key = await keys.FindAsync(header.KeyId, ct);
        if (key is null)
            return Verdict.Unproven("The key cannot be had from its owner.");
        var outcome = CavageVerifier.Check(signed, body, key.Key, clock.GetUtcNow(), IsOurHost);
        if (outcome.Fault == SignatureFault.WrongSignature && await keys.RefetchAsync(header.KeyId, ct) is { } renewed)
        {
            key = renewed;
            outcome = CavageVerifier.Check(signed, body, key.Key, clock.GetUtcNow(), IsOurHost);
        }

        if (!outcome.IsValid)
            return Verdict.Unproven(outcome.Reason);
        return Ids.Same(key.OwnerUri, activity.Actor)
            ? Verdict.Proven(key, activity.Id.AbsoluteUri)
            : Verdict.Unproven("The key is not the actor's.");
    }

    // Every server tells every other of each actor that is gone; asking for the keys of unknown ones would be endless.
    private async Task<bool> IsOfNoConcernAsync(Activity activity, CancellationToken ct) =>
        activity is Delete && !await db.Actors.AnyAsync(a => a.Uri == activity.Actor && a.GoneAt == null, ct);

    private bool IsOurHost(string host) => host == uris.Host;

    private static SignedRequest Describe(HttpRequest request) => new(
        request.Method,
        request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget,
        name => (IReadOnlyList<string?>)request.Headers[name]);
}

/// <summary>What the guard says of a request.</summary>
/// <param name="Refusal">A sentence for the sending server's administrator; null when it is let in.</param>
/// <param name="Sender">Null when it is let in but nobody here is concerned.</param>
public sealed record Verdict(int Status, string? Refusal, RemoteKey? Sender, string? ActivityId)
{
    public static Verdict NoConcern { get; } = new(StatusCodes.Status202Accepted, null, null, null);

    public static Verdict Proven(RemoteKey sender, string activityId) => new(StatusCodes.Status202Accepted, null, sender, activityId);

    public static Verdict Unproven(string why) => new(StatusCodes.Status401Unauthorized, why, null, null);

    public static Verdict Malformed(string why) => new(StatusCodes.Status400BadRequest, why, null, null);
}
