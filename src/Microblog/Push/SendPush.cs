using System.Buffers.Text;
using System.Net;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Push;

/// <summary>Pushes one notification to one app: encrypted for it, through the service that it named.</summary>
/// <remarks>Source: RFC 8030 §5.</remarks>
public sealed class SendPush(Db db, PeerClient peers, PushIdentity identity, PushText text, FetchedHosts known) : IHandle<PushDue>
{
    // Seconds for which the service keeps it for an app that sleeps.
    private const string KeptFor = "172800";

    public async Task<Outcome> HandleAsync(PushDue fact, CancellationToken ct)
    {
        if (await db.PushSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == fact.SubscriptionId, ct) is not { } subscription)
            return Outcome.Untried("the app wants no more");
        if (await text.OfAsync(fact.NotificationId, ct) is not { } payload)
            return Outcome.Untried("there is no such notification any more");
        try
        {
            var request = await RequestAsync(subscription, payload, ct);
            var answer = await known.WatchAsync(
                fact.Host, () => peers.SendAsync(request, ct), thrown => thrown is PeerUnreachableException { IsSilence: true }, ct);
            return await JudgeAsync(answer, subscription, ct);
        }
        catch (PeerUnreachableException unreachable) when (unreachable.Failure == PeerFailure.Refused)
        {
            return Outcome.Ignored(unreachable.Message);
        }
        catch (PeerUnreachableException unreachable)
        {
            return Outcome.Unreachable(unreachable.Message);
        }
    }

    private async Task<PeerRequest> RequestAsync(PushSubscription subscription, byte[] payload, CancellationToken ct)
    {
        var (key, secret) = (Base64Url.DecodeFromChars(subscription.Key), Base64Url.DecodeFromChars(subscription.Secret));
        var (token, ours) = (await identity.TokenForAsync(subscription.Endpoint, ct), await identity.PublicKeyAsync(ct));
        using var encryption = new PushEncryption();
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["TTL"] = KeptFor, ["Urgency"] = "normal" };
        byte[] body;
        string coding;
        if (subscription.IsStandard)
        {
            (body, coding) = (encryption.Encrypt(payload, key, secret), "aes128gcm");
            headers["Authorization"] = $"vapid t={token}, k={ours}";
        }
        else
        {
            (body, coding) = (encryption.EncryptAsBefore(payload, key, secret), "aesgcm");
            headers["Authorization"] = $"WebPush {token}";
            headers["Encryption"] = $"salt={Base64Url.EncodeToString(encryption.Salt)}";
            headers["Crypto-Key"] = $"dh={Base64Url.EncodeToString(encryption.PublicKey)};p256ecdsa={ours}";
        }

        return PeerRequest.Post(subscription.Endpoint, body, "application/octet-stream", request => AddHeaders(request, headers, coding));
    }

    private static void AddHeaders(HttpRequestMessage request, Dictionary<string, string> headers, string coding)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Content!.Headers.ContentEncoding.Add(coding);
    }

    private async Task<Outcome> JudgeAsync(PeerAnswer answer, PushSubscription subscription, CancellationToken ct)
    {
        if (answer.IsSuccess)
            return Outcome.Done;
        var error = $"{subscription.Endpoint.Host} answers {(int)answer.Status}";
        switch (answer.Status)
        {
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                return Outcome.Unreachable(error);
            case HttpStatusCode.RequestEntityTooLarge:
                return Outcome.Ignored(error);
            default:
                // The service knows no such app any more, or will hear nothing of us.
                await db.InOneTransactionAsync(() => db.PushSubscriptions.Where(s => s.Id == subscription.Id).ExecuteDeleteAsync(ct), ct);
                return Outcome.Ignored(error);
        }
    }
}
