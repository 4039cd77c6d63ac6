using System.Net;
using Microblog.Actors;
using Microblog.Jobs;
using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Remote;

/// <summary>Fetches documents of other servers, and believes only what an ActivityPub server would send.</summary>
/// <remarks>Asks in the server's own name, as many show nothing to strangers: see <see cref="InstanceActor"/>.</remarks>
public sealed class PeerDocuments(PeerClient peers, SignedPeers signed, InstanceActor instance, FetchTurn turn, FetchMisses misses, FetchedHosts known)
{
    /// <summary>What one piece of work may fetch, whatever strangers chain together.</summary>
    /// <remarks>Source: security catalogue §6.</remarks>
    public const int MostFetches = 50;

    /// <summary>How long one piece of work waits for others' servers in all.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private int fetches;

    /// <summary>Asks for what only a stranger spoke of: any number of such words costs one request in a while.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="ask">Fetches it.</param>
    /// <exception cref="DocumentUnavailableException">It cannot be had, or it or its whole server could not be had a moment ago.</exception>
    /// <exception cref="OutOfTurnException">Only in its server's lane.</exception>
    public async Task<T> UnlessMissedAsync<T>(Uri address, Func<Task<T>> ask)
    {
        turn.Require(address);
        if (misses.Of(address) is { } trouble)
            throw new DocumentUnavailableException(trouble, $"{address} could not be had a moment ago");
        try
        {
            return await ask();
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.WasAsked)
        {
            var isWholeHost = unavailable.InnerException is PeerUnreachableException { Failure: not PeerFailure.Refused };
            misses.Remember(address, unavailable.Trouble, isWholeHost);
            throw;
        }
    }

    /// <summary>Fetches an ActivityPub document.</summary>
    /// <exception cref="DocumentUnavailableException">It is gone, cannot be had, or is something else.</exception>
    public Task<PeerAnswer> ActivityPubAsync(Uri address, CancellationToken ct)
    {
        turn.Require(address);
        return GetAsync(address, () => AskSignedAsync(address, ct), MediaTypes.IsActivity, ct);
    }

    /// <summary>Fetches a WebFinger document.</summary>
    /// <exception cref="DocumentUnavailableException">It is gone, cannot be had, or is something else.</exception>
    public Task<PeerAnswer> WebFingerAsync(Uri address, CancellationToken ct)
    {
        turn.Require(address);
        return GetAsync(
            address,
            () => peers.SendAsync(PeerRequest.Get(address, $"{MediaTypes.JsonResourceDescriptor}, {MediaTypes.Json}"), ct),
            MediaTypes.IsResourceDescriptor,
            ct);
    }

    private async Task<PeerAnswer> AskSignedAsync(Uri address, CancellationToken ct) =>
        await signed.GetAsync(address, MediaTypes.Accept, new Signer(instance.KeyId, await instance.KeyAsync(ct)), ct);

    private async Task<PeerAnswer> GetAsync(Uri address, Func<Task<PeerAnswer>> ask, Func<string?, bool> isRightType, CancellationToken ct)
    {
        if (++fetches > MostFetches)
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, $"{address} would be the {fetches}th document fetched for one thing") { WasAsked = false };
        if (known.Waited > LongestWait)
            throw new DocumentUnavailableException(DocumentTrouble.Unreachable, $"{address} is not asked: others took too long before it") { WasAsked = false };
        PeerAnswer answer;
        try
        {
            answer = await known.WatchAsync(Origin.HostOf(address), ask, thrown => thrown is PeerUnreachableException { IsSilence: true }, ct);
        }
        catch (PeerUnreachableException refused) when (refused.Failure == PeerFailure.Refused)
        {
            // An address that we connect to for nobody is not tried again and again either.
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, refused.Message, refused);
        }
        catch (PeerUnreachableException unreachable)
        {
            throw new DocumentUnavailableException(DocumentTrouble.Unreachable, unreachable.Message, unreachable);
        }

        if (answer.Status is HttpStatusCode.Gone or HttpStatusCode.NotFound)
            throw new DocumentUnavailableException(DocumentTrouble.NotThere, $"{address} answers {(int)answer.Status}") { IsForGood = answer.Status == HttpStatusCode.Gone };
        if (!answer.IsSuccess)
            throw new DocumentUnavailableException(DocumentTrouble.Unreachable, $"{address} answers {(int)answer.Status}");

        // What a server lets its users upload is no statement of the server's (FEP-96ff).
        return isRightType(answer.MediaType)
            ? answer
            : throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, $"{address} is of the type {answer.MediaType}");
    }
}

/// <summary>Why a document could not be had.</summary>
public enum DocumentTrouble
{
    /// <summary>Its server says that there is no such thing, or no longer.</summary>
    NotThere,

    /// <summary>Its server does not answer, or not now.</summary>
    Unreachable,

    /// <summary>What came is not what it should be, or says what its server may not say.</summary>
    NotBelieved,
}

/// <summary>A document of another server could not be had.</summary>
public sealed class DocumentUnavailableException(DocumentTrouble trouble, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public DocumentTrouble Trouble { get; } = trouble;

    /// <summary>Its server says that it was there and will not be again (410, or a Tombstone). A mere 404 may be a block that is lifted some day.</summary>
    public bool IsForGood { get; init; }

    /// <summary>Somebody was asked. Where nobody was, nothing is known of the address.</summary>
    public bool WasAsked { get; init; } = true;

    /// <summary>What came is not what it should be, or says that it is gone.</summary>
    /// <remarks>COMPAT: some servers leave a Tombstone and answer 200, where ActivityPub §6.4 has 410.</remarks>
    internal static DocumentUnavailableException Unreadable(Uri address, PeerAnswer answer, MalformedActivityException malformed) =>
        NoteParser.DeletedIn(answer.Body) is { } deleted && Ids.Same(deleted, address) && Origin.Same(deleted, answer.FinalUri)
            ? new(DocumentTrouble.NotThere, $"{address} is a Tombstone", malformed) { IsForGood = true }
            : new(DocumentTrouble.NotBelieved, malformed.Message, malformed);

    /// <summary>What becomes of the work that needed it: tried again for a while where the server does not answer, else left.</summary>
    public Outcome Outcome => Trouble == DocumentTrouble.Unreachable ? Outcome.Unreachable(Message) : Outcome.Ignored(Message);
}
