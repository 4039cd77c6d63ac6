using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Federation.Remote;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Decides whether what arrived comes from whom it says, before anything is stored.</summary>
/// <remarks>Cheap questions first: nothing is fetched for a request that cannot be right.</remarks>
public sealed class InboxGuard(Db db, SignatureGuard signatures, ProofGuard proofs, RelayDoor relays)
{
    /// <summary>Judges one POST to an inbox.</summary>
    public async Task<Verdict> JudgeAsync(HttpRequest request, byte[] body, CancellationToken ct)
    {
        if (!signatures.TryRead(request, body, out var signature, out var why))
            return Verdict.Unproven(why);

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
        if (await IsOfNoConcernAsync(activity, ct))
            return Verdict.NoConcern;
        return Origin.Same(signature.KeyId, activity.Actor)
            ? await ProveAsync(activity, signature, body, ct) with { Synchronization = SynchronizationOf(request, signature) }
            : await ProveBroughtAsync(activity, signature, body, await RelayAsync(signature, ct), ct);
    }

    /// <summary>Brought by another server: its actor's own proof counts, or that a relay of ours brings it, which is then the sender.</summary>
    /// <param name="signature">That of whoever brings it.</param>
    /// <param name="relay">The relay's key, where one brings it.</param>
    /// <remarks>
    /// What is new is taken from the relay though its actor proves it: by the actor's word alone, what nobody here follows would be passed over.
    /// </remarks>
    private async Task<Verdict> ProveBroughtAsync(
        Activity activity, RequestSignature signature, byte[] body, RemoteKey? relay, CancellationToken ct)
    {
        if (relay is not null && activity is Create or Announce)
            return ProvenBy(relay, activity);
        var verdict = await ProveForwardedAsync(activity, body, ct);
        if (verdict.Sender is null)
            return relay is not null ? ProvenBy(relay, activity) : verdict;

        // It counts in the share of who brings it, and not of who once wrote it. All who do not prove who they are have one share.
        var bringer = relay ?? (await signatures.ProveAsync(signature, ct)).Key;
        return verdict with { SignedBy = bringer?.OwnerHost ?? "" };
    }

    private static Verdict ProvenBy(RemoteKey relay, Activity activity) =>
        Verdict.Proven(relay, activity.Id.AbsoluteUri) with { SignedBy = relay.OwnerHost };

    private async Task<RemoteKey?> RelayAsync(RequestSignature signature, CancellationToken ct) =>
        await relays.IsKeyOfRelayAsync(signature.KeyId, ct)
        && (await signatures.ProveAsync(signature, ct)).Key is { } key
        && await relays.IsRelayAsync(key.OwnerId, ct)
            ? key
            : null;

    private async Task<Verdict> ProveAsync(Activity activity, RequestSignature signature, byte[] body, CancellationToken ct)
    {
        var proven = await signatures.ProveAsync(signature, ct);
        if (proven.Key is not { } key)
            return Verdict.Unproven(proven.Why);
        if (!Ids.Same(key.OwnerUri, activity.Actor))
            return await ProveBroughtAsync(activity, signature, body, await relays.IsRelayAsync(key.OwnerId, ct) ? key : null, ct);

        // FEP-8b32: where there are both, the proof has precedence over the signature of the request.
        return (await proofs.JudgeAsync(body, activity, ct)).IsForged
            ? Verdict.Unproven("The proof in the document is not its actor's.")
            : Verdict.Proven(key, activity.Id.AbsoluteUri) with { SignedBy = key.OwnerHost, FirstHand = new FirstHand(activity, signature.Fingerprint) };
    }

    /// <summary>Brought by somebody else: only the actor's own proof in it counts, and not the word of who brings it.</summary>
    /// <remarks>Source: ActivityPub §7.1.2, FEP-8b32.</remarks>
    private async Task<Verdict> ProveForwardedAsync(Activity activity, byte[] body, CancellationToken ct) =>
        await proofs.JudgeAsync(body, activity, ct) is { Key: { } key } proof
            ? proof.IsStale ? Verdict.Unproven("The proof is too old for others to bring it.") : Verdict.Proven(key, activity.Id.AbsoluteUri)
            : Verdict.Unproven("The key is not the actor's, and the document holds no proof of the actor's.");

    // Only where it is covered by the signature: anybody on the way could have added it.
    private static CollectionSynchronization? SynchronizationOf(HttpRequest request, RequestSignature signature) =>
        signature.Covers(CollectionSynchronization.Header.ToLowerInvariant())
        && CollectionSynchronization.TryParse(request.Headers[CollectionSynchronization.Header], out var synchronization)
            ? synchronization
            : null;

    // Every server tells every other of each actor that is gone; asking for the keys of unknown ones would be endless.
    private async Task<bool> IsOfNoConcernAsync(Activity activity, CancellationToken ct) =>
        activity is Delete && !await db.Actors.AnyAsync(a => a.Uri == activity.Actor && a.GoneAt == null, ct);
}

/// <summary>What the guard says of a request.</summary>
/// <param name="Refusal">A sentence for the sending server's administrator; null when it is let in.</param>
/// <param name="Sender">Null when it is let in but nobody here is concerned.</param>
public sealed record Verdict(int Status, string? Refusal, RemoteKey? Sender, string? ActivityId)
{
    /// <summary>What the sender told beside the activity of its followers here; null for nothing.</summary>
    public CollectionSynchronization? Synchronization { get; init; }

    /// <summary>The server whose signature the request bears, and in whose share it counts; empty where that is nobody's, null where it was not asked.</summary>
    public string? SignedBy { get; init; }

    /// <summary>What its own actor sent; null where another brought it, or nobody here is concerned.</summary>
    public FirstHand? FirstHand { get; init; }

    public static Verdict NoConcern { get; } = new(StatusCodes.Status202Accepted, null, null, null);

    public static Verdict Proven(RemoteKey sender, string activityId) => new(StatusCodes.Status202Accepted, null, sender, activityId);

    public static Verdict Unproven(string why) => new(StatusCodes.Status401Unauthorized, why, null, null);

    public static Verdict Malformed(string why) => new(StatusCodes.Status400BadRequest, why, null, null);
}
