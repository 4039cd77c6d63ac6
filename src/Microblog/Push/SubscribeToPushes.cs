using System.Buffers.Text;
using System.Net;
using Microblog.Data;
using Microblog.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Push;

/// <summary>Makes, changes and ends what an app wants to be told while it sleeps: one subscription for each token.</summary>
public sealed class SubscribeToPushes(Db db, AddressJudge judge, FederationSettings settings, Snowflake ids)
{
    /// <summary>Longest address of a push service, in characters.</summary>
    private const int LongestEndpoint = 2048;

    /// <summary>Of one person. The oldest makes way for one more: what it belonged to has long been forgotten.</summary>
    public const int MostPerOwner = 50;

    /// <summary>Subscribes, in place of what the app had before.</summary>
    /// <exception cref="RefusalException">The address is none that may be sent to, or a key is none.</exception>
    public async Task<PushSubscription> RunAsync(PushHolder holder, PushWish wish, CancellationToken ct)
    {
        var endpoint = RequiredEndpoint(wish.Endpoint);
        var (key, secret) = (Required(wish.Key, PushEncryption.PointLength), Required(wish.Secret, PushEncryption.SecretLength));
        if (!PushEncryption.IsPoint(key))
            throw new RefusalException(Refusal.PushKeyNotUnderstood);
        var subscription = new PushSubscription
        {
            Id = ids.Next(),
            TokenId = holder.TokenId,
            OwnerId = holder.OwnerId,
            Endpoint = endpoint,
            Key = Base64Url.EncodeToString(key),
            Secret = Base64Url.EncodeToString(secret),
            IsStandard = wish.IsStandard,
            Alerts = wish.Alerts ?? 0,
            Policy = wish.Policy ?? PushPolicy.All,
        };
        await db.AgainIfOvertakenAsync(() => db.InOneTransactionAsync(
            async () =>
            {
                await db.PushSubscriptions.Where(s => s.TokenId == holder.TokenId).ExecuteDeleteAsync(ct);
                var oldest = db.PushSubscriptions.Where(s => s.OwnerId == holder.OwnerId).OrderByDescending(s => s.Id).Skip(MostPerOwner - 1);
                await db.PushSubscriptions.Where(s => oldest.Any(o => o.Id == s.Id)).ExecuteDeleteAsync(ct);
                db.PushSubscriptions.Add(subscription);
                await db.SaveChangesAsync(ct);
            },
            ct));
        return subscription;
    }

    /// <summary>Changes which notifications are wanted.</summary>
    /// <exception cref="RefusalException">The app has no subscription.</exception>
    public async Task<PushSubscription> ChangeAsync(long tokenId, long? alerts, PushPolicy? policy, CancellationToken ct)
    {
        var subscription = await db.PushSubscriptions.SingleOrDefaultAsync(s => s.TokenId == tokenId, ct) ?? throw new RefusalException(Refusal.NotFound);
        subscription.Alerts = alerts ?? subscription.Alerts;
        subscription.Policy = policy ?? subscription.Policy;
        await db.SaveChangesAsync(ct);
        return subscription;
    }

    /// <summary>Ends it. Without one, there is nothing to do.</summary>
    public Task EndAsync(long tokenId, CancellationToken ct) =>
        db.InOneTransactionAsync(() => db.PushSubscriptions.Where(s => s.TokenId == tokenId).ExecuteDeleteAsync(ct), ct);

    private Uri RequiredEndpoint(string? endpoint) =>
        endpoint is { Length: > 0 and <= LongestEndpoint } && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && IsFit(uri)
            ? uri
            : throw new RefusalException(Refusal.PushEndpointRefused);

    // What a name leads to is judged each time that something is sent there.
    private bool IsFit(Uri endpoint) =>
        TargetRules.Allow(endpoint, settings.AllowHttp) && (!IPAddress.TryParse(endpoint.IdnHost, out var address) || judge.Allows(address));

    // COMPAT(browsers): some write base64 with the other two letters, or padded.
    private static byte[] Required(string? text, int length)
    {
        var plain = text?.Replace('+', '-').Replace('/', '_').TrimEnd('=') ?? "";
        return Base64Url.IsValid(plain, out var decoded) && decoded == length
            ? Base64Url.DecodeFromChars(plain)
            : throw new RefusalException(Refusal.PushKeyNotUnderstood);
    }
}

/// <summary>Whose token subscribes.</summary>
public sealed record PushHolder(long TokenId, long OwnerId);

/// <summary>What an app wants to be told, where and how.</summary>
/// <param name="Alerts">As <see cref="PushSubscription.Alerts"/>; null for what there is by default.</param>
public sealed record PushWish(string? Endpoint, string? Key, string? Secret, bool IsStandard, long? Alerts, PushPolicy? Policy);
