using System.Globalization;

namespace Microblog.Protocols.ActivityPub;

/// <summary>
/// The one authority rule: a thing is believed only from its own origin, which is the exact scheme, host and port.
/// Every path by which something arrives asks here.
/// </summary>
public static class Origin
{
    public static bool Same(Uri a, Uri b) =>
        string.Equals(a.Scheme, b.Scheme, StringComparison.Ordinal)
        && a.Port == b.Port
        && string.Equals(BareHost(a), BareHost(b), StringComparison.Ordinal);

    /// <summary>
    /// The canonical name of a server, for handles, lanes and policies: lower case, punycode, no trailing dot, with
    /// <c>:port</c> where it is not the scheme's own.
    /// </summary>
    public static string HostOf(Uri uri) =>
        uri.IsDefaultPort ? BareHost(uri) : string.Create(CultureInfo.InvariantCulture, $"{BareHost(uri)}:{uri.Port}");

    /// <summary>What in this activity its actor may not say; null when there is nothing.</summary>
    /// <remarks>
    /// That the request was signed by that actor's key is asked elsewhere; so is whether what we store under the id
    /// of an Update, Delete or Undo is the actor's, and whether what an Accept or Reject answers was ever asked.
    /// </remarks>
    public static string? Objection(Activity activity) =>
        Same(activity.Id, activity.Actor)
            ? activity switch
            {
                Create create => Objection(create.Object, create.Actor),
                CreateById create when !Same(create.Object, create.Actor) => "The note is not on its author's server.",
                UpdateById update when !Same(update.Object, update.Actor) => "What is updated lives on another server.",
                Update { Note: { } note } => Objection(note, activity.Actor),
                Update { ActorDocument: { } actor } when !Ids.Same(actor.Id, activity.Actor) =>
                    "An actor is updated by another.",
                Accept accept => ObjectionToAnswer(accept.Follow, accept.QuoteRequest, accept.Result, accept.Actor),
                Reject reject => ObjectionToAnswer(reject.Follow, reject.QuoteRequest, null, reject.Actor),
                Undo { Object: { } undone } when !Ids.Same(undone.Actor, activity.Actor) =>
                    "What is undone is another's.",
                Undo { ObjectId: { } id } when !Same(id, activity.Actor) => "What is undone lives on another server.",
                Delete delete when !Same(delete.Object, activity.Actor) => "What is deleted lives on another server.",
                Move move when !Ids.Same(move.Object, move.Actor) => "An actor is moved by another.",
                Add add when !Same(add.Target, add.Actor) => "The collection is on another server.",
                Remove remove when !Same(remove.Target, remove.Actor) => "The collection is on another server.",
                QuoteRequest request => Objection(request),
                _ => null,
            }
            : "The activity's id is not on its actor's server.";

    /// <summary>
    /// Why a note that was fetched from this address, after all redirects, is not believed; null when it is.
    /// </summary>
    public static string? ObjectionToFetched(Note note, Uri address) =>
        !Same(note.Id, address) ? "The note is not on the server it came from."
        : !Same(note.Id, note.AttributedTo) ? "The note is not on its author's server."
        : null;

    /// <summary>
    /// Why an actor that was fetched from this address, after all redirects, is not believed; null when it is.
    /// </summary>
    public static string? ObjectionToFetched(ActorDocument actor, Uri address) =>
        Same(actor.Id, address) ? null : "The actor is not on the server it came from.";

    /// <summary>
    /// Why a collection that was fetched from this address, after all redirects, is not believed; null when it is.
    /// </summary>
    /// <remarks>What is in it is not believed at all: it is fetched from its own id.</remarks>
    public static string? ObjectionToFetched(CollectionDocument collection, Uri address) =>
        collection.Id is null ? "The collection has no id."
        : !Same(collection.Id, address) ? "The collection is not on the server it came from."
        : null;

    /// <summary>
    /// Why a stamp that was fetched from this address, after all redirects, does not prove that the note may quote;
    /// null when it does.
    /// </summary>
    /// <param name="quoting">The note that says it quotes, and that this stamp allows it.</param>
    /// <param name="quotedAuthor">Whose the quoted note is, as we know from that note itself.</param>
    /// <remarks>Source: FEP-044f.</remarks>
    public static string? ObjectionToFetched(QuoteAuthorization stamp, Uri address, Note quoting, Uri quotedAuthor) =>
        !Same(stamp.Id, address) ? "The stamp is not on the server it came from."
        : quoting.Quote is not { } quote || !Ids.Same(quote.Authorization, stamp.Id) ? "The note names another stamp."
        : !Ids.Same(stamp.AttributedTo, quotedAuthor) ? "The stamp is not by the author who is quoted."
        : !Same(stamp.Id, quotedAuthor) ? "The stamp is not on the server of the author who is quoted."
        : !Ids.Same(stamp.InteractingObject, quoting.Id) ? "The stamp is for another note."
        : !Ids.Same(stamp.InteractionTarget, quote.Object) ? "The stamp is for a quote of another note."
        : null;

    /// <summary>Why a key is not this actor's; null when it is. Both must say so, and both be on one server.</summary>
    public static string? Objection(ActorKey key, ActorDocument owner) =>
        !Ids.Same(key.Owner, owner.Id) ? "The key names another owner."
        : !Same(key.Id, owner.Id) ? "The key is not on its owner's server."
        : owner.KeyWithId(key.Id) is not { } listed ? "The owner does not list the key."
        : !string.Equals(listed.Pem.Trim(), key.Pem.Trim(), StringComparison.Ordinal) ? "The owner lists another key."
        : null;

    /// <inheritdoc cref="Objection(ActorKey, ActorDocument)"/>
    public static string? Objection(Multikey key, ActorDocument owner) =>
        !Ids.Same(key.Controller, owner.Id) ? "The key names another owner."
        : !Same(key.Id, owner.Id) ? "The key is not on its owner's server."
        : owner.AssertionMethods.FirstOrDefault(k => Ids.Same(k.Id, key.Id)) is not { } listed
            ? "The owner does not list the key."
        : !string.Equals(listed.PublicKeyMultibase, key.PublicKeyMultibase, StringComparison.Ordinal)
            ? "The owner lists another key."
        : null;

    private static string? Objection(Note note, Uri actor) =>
        !Ids.Same(note.AttributedTo, actor) ? "The note is another's."
        : !Same(note.Id, actor) ? "The note is not on its author's server."
        : null;

    private static string? Objection(QuoteRequest request) =>
        !Same(request.Instrument, request.Actor) ? "The note that quotes is on another server."
        : request.Note is not { } note ? null
        : !Ids.Same(note.Id, request.Instrument) ? "The note that is embedded is another."
        : Objection(note, request.Actor) is { } objection ? objection
        : !Ids.Same(note.Quote?.Object, request.Object) ? "The note quotes another note."
        : null;

    private static string? ObjectionToAnswer(Follow? follow, QuoteRequest? request, Uri? result, Uri actor) =>
        // COMPAT(Mastodon): a relay answers a Follow of everybody.
        follow is not null && !Ids.Same(follow.Object, actor) && !Addressing.IsPublic(follow.Object) ? "The follow that is answered was of another."
        : request is not null && !Same(request.Object, actor) ? "The note to be quoted is on another server."
        : result is not null && !Same(result, actor) ? "The stamp is on another server."
        : null;

    private static string BareHost(Uri uri)
    {
        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        return uri.HostNameType == UriHostNameType.IPv6 ? $"[{host}]" : host;
    }
}
