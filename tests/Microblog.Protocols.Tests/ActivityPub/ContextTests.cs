using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

/// <summary>Every term that we write is ActivityStreams' own, or is defined in the document.</summary>
public sealed class ContextTests
{
    /// <summary>Source: the context at www.w3.org/ns/activitystreams, as far as we write its terms.</summary>
    private static readonly HashSet<string> ActivityStreams =
    [
        "@context", "id", "type", "actor", "object", "target", "result", "instrument", "to", "cc", "audience", "published", "updated",
        "attributedTo", "name", "nameMap", "summary", "content", "contentMap", "mediaType", "source", "inReplyTo", "context", "url",
        "href", "rel", "tag", "attachment", "icon", "image", "width", "height", "duration", "oneOf", "anyOf", "endTime", "closed",
        "replies", "likes", "shares", "totalItems", "items", "orderedItems", "first", "next", "prev", "partOf", "preferredUsername",
        "inbox", "outbox", "followers", "following", "liked", "endpoints", "sharedInbox",
    ];

    private static readonly HashSet<string> ActivityStreamsTypes =
    [
        "Create", "Update", "Delete", "Follow", "Accept", "Reject", "Undo", "Announce", "Like", "Block", "Flag", "Move", "Add", "Remove",
        "Note", "Question", "Article", "Page", "Video", "Image", "Audio", "Event", "Document", "Link", "Mention", "Tombstone",
        "Person", "Service", "Application", "Group", "Organization",
        "Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage",
    ];

    private static readonly Dictionary<string, string[]> Remote = new(StringComparer.Ordinal)
    {
        ["https://www.w3.org/ns/activitystreams"] = [],
        ["https://w3id.org/security/data-integrity/v1"] = ["proof", "DataIntegrityProof"],
        ["https://w3id.org/security/v1"] = ["publicKey", "owner", "publicKeyPem"],
        ["https://w3id.org/security/multikey/v1"] = ["Multikey", "controller", "publicKeyMultibase"],
    };

    public static TheoryData<string, byte[]> Documents => new()
    {
        { "Create", ActivityWriter.Write(A.Create(A.Everything())) },
        { "Update", ActivityWriter.Write(new Update(A.Under(A.Alice, "#u"), A.Alice, A.Everything(), null)) },
        { "Update of a Person", ActivityWriter.Write(new Update(A.Under(A.Alice, "#u"), A.Alice, null, A.WholeActor())) },
        { "Note", ActivityWriter.Note(A.Everything()) },
        { "Actor", ActivityWriter.Actor(A.WholeActor()) },
        { "Delete", ActivityWriter.Write(new Delete(A.Under(A.Alice, "#d"), A.Alice, A.Note().Id)) },
        { "Follow", ActivityWriter.Write(A.Follow()) },
        { "Accept", ActivityWriter.Write(new Accept(A.Under(A.Alice, "#a"), A.Alice, A.Follow().Id, A.Follow())) },
        { "Accept of a quote", ActivityWriter.Write(new Accept(A.Under(A.Alice, "#a"), A.Alice, null, null) { QuoteRequest = A.QuoteRequest(), Result = A.Alice }) },
        { "Reject of a quote", ActivityWriter.Write(new Reject(A.Under(A.Alice, "#a"), A.Alice, null, null) { QuoteRequest = A.QuoteRequest() }) },
        { "QuoteRequest", ActivityWriter.Write(A.QuoteRequest() with { Note = A.Everything() }) },
        { "Undo of a reaction", ActivityWriter.Write(new Undo(A.Under(A.Alice, "#x"), A.Alice, null, A.Reaction())) },
        { "Undo of a quote request", ActivityWriter.Write(new Undo(A.Under(A.Bob, "#x"), A.Bob, null, A.QuoteRequest() with { Note = A.Everything() })) },
        { "Like", ActivityWriter.Write(A.Reaction()) },
        { "Announce", ActivityWriter.Write(A.Announce()) },
        { "Block", ActivityWriter.Write(new Block(A.Under(A.Alice, "#b"), A.Alice, A.Bob)) },
        { "Flag", ActivityWriter.Write(new Flag(A.Under(A.Alice, "#f"), A.Alice, [A.Bob], "why")) },
        { "Move", ActivityWriter.Write(new Move(A.Under(A.Alice, "#m"), A.Alice, A.Alice, A.Bob)) },
        { "Add", ActivityWriter.Write(new Add(A.Under(A.Alice, "#p"), A.Alice, A.Note().Id, A.Under(A.Alice, "/featured"))) },
        { "Remove", ActivityWriter.Write(new Remove(A.Under(A.Alice, "#p"), A.Alice, A.Note().Id, A.Under(A.Alice, "/featured"))) },
        { "QuoteAuthorization", ActivityWriter.QuoteAuthorization(new QuoteAuthorization(A.Alice, A.Alice, A.Bob, A.Alice)) },
        { "hashtags", ActivityWriter.HashtagCollection(A.Under(A.Alice, "/tags"), [new HashTag("wiki", A.Alice)]) },
        { "outbox", ActivityWriter.OrderedCollectionPage(A.Alice, A.Alice, A.Alice, A.Alice, [A.Create(A.Everything()), A.Announce()]) },
        { "collection", ActivityWriter.Collection(new CollectionDocument(A.Alice, "Collection") { TotalItems = 1, Items = [new CollectionItem(A.Bob)] }) },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_term_is_defined(string what, byte[] json)
    {
        Assert.NotEmpty(what);
        var document = JsonNode.Parse(json)!.AsObject();
        var defined = Defined(document["@context"]!.AsArray());

        Assert.Empty(Terms(document).Where(t => !ActivityStreams.Contains(t) && !defined.Contains(t)).Distinct());
        Assert.Empty(Types(document).Where(t => !ActivityStreamsTypes.Contains(t) && !defined.Contains(t)).Distinct());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_proof_may_be_added_to_it(string what, byte[] json)
    {
        Assert.NotEmpty(what);
        Assert.Contains("proof", Defined(JsonNode.Parse(json)!["@context"]!.AsArray()));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_prefix_is_defined(string what, byte[] json)
    {
        Assert.NotEmpty(what);
        var context = JsonNode.Parse(json)!["@context"]!.AsArray();
        var defined = Defined(context);
        var values = context.OfType<JsonObject>().SelectMany(c => c).Select(t => (string?)(t.Value as JsonObject)?["@id"] ?? (string?)t.Value);

        Assert.All(values.Select(v => v!.Split(':')[0]), p => Assert.True(p is "as" or "http" or "https" || defined.Contains(p), p));
    }

    private static HashSet<string> Defined(JsonArray context)
    {
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in context)
        {
            if (part is JsonObject terms)
                defined.UnionWith(terms.Select(t => t.Key));
            else
                defined.UnionWith(Remote[(string)part!]);
        }
        return defined;
    }

    private static IEnumerable<string> Terms(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key switch
        {
            "@context" => [],
            "contentMap" or "nameMap" => [p.Key],
            _ => Terms(p.Value).Prepend(p.Key),
        }),
        JsonArray a => a.SelectMany(Terms),
        _ => [],
    };

    private static IEnumerable<string> Types(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key is "type" ? [(string)p.Value!] : Types(p.Value)),
        JsonArray a => a.SelectMany(Types),
        _ => [],
    };
}
