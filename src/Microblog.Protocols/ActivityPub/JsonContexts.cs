namespace Microblog.Protocols.ActivityPub;

/// <summary>
/// The JSON-LD contexts of our documents: every term that we write beyond ActivityStreams is defined there. All of
/// them know integrity proofs (FEP-8b32), so that one can be added.
/// </summary>
internal static class JsonContexts
{
    public const string Plain = "[" + Standard + "]";

    public const string Note = "[" + Standard + ",{" + NoteTerms + "}]";

    /// <summary>A note and whether it may quote.</summary>
    public const string Quote = "[" + Standard + ",{" + NoteTerms + "," + QuoteTerms + "}]";

    public const string Actor =
        "[\"https://www.w3.org/ns/activitystreams\",\"https://w3id.org/security/v1\""
        + ",\"https://w3id.org/security/data-integrity/v1\",\"https://w3id.org/security/multikey/v1\",{" + ActorTerms + "}]";

    private const string Standard =
        """
        "https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v1"
        """;

    // COMPAT(Mastodon): toot, ostatus. COMPAT(Misskey, Fedibird): the older ways to quote. Source: FEP-044f.
    private const string NoteTerms =
        """
        "sensitive":"as:sensitive","Hashtag":"as:Hashtag","quoteUrl":"as:quoteUrl"
        """ + ","
        + """
        "ostatus":"http://ostatus.org#","conversation":"ostatus:conversation"
        """ + "," + Toot + ","
        + """
        "blurhash":"toot:blurhash","focalPoint":{"@id":"toot:focalPoint","@container":"@list"},"votersCount":"toot:votersCount"
        """ + ","
        + """
        "quote":{"@id":"https://w3id.org/fep/044f#quote","@type":"@id"}
        """ + ","
        + """
        "quoteAuthorization":{"@id":"https://w3id.org/fep/044f#quoteAuthorization","@type":"@id"}
        """ + ","
        + """
        "quoteUri":"http://fedibird.com/ns#quoteUri","_misskey_quote":"https://misskey-hub.net/ns#_misskey_quote"
        """ + "," + PolicyTerms;

    private const string Toot =
        """
        "toot":"http://joinmastodon.org/ns#","Emoji":"toot:Emoji"
        """;

    private const string PolicyTerms =
        """
        "gts":"https://gotosocial.org/ns#","interactionPolicy":{"@id":"gts:interactionPolicy","@type":"@id"}
        """ + ","
        + """
        "canQuote":{"@id":"gts:canQuote","@type":"@id"},"canReply":{"@id":"gts:canReply","@type":"@id"}
        """ + ","
        + """
        "canLike":{"@id":"gts:canLike","@type":"@id"},"canAnnounce":{"@id":"gts:canAnnounce","@type":"@id"}
        """ + ","
        + """
        "automaticApproval":{"@id":"gts:automaticApproval","@type":"@id"},"manualApproval":{"@id":"gts:manualApproval","@type":"@id"}
        """;

    private const string QuoteTerms =
        """
        "QuoteRequest":"https://w3id.org/fep/044f#QuoteRequest","QuoteAuthorization":"https://w3id.org/fep/044f#QuoteAuthorization"
        """ + ","
        + """
        "interactingObject":{"@id":"gts:interactingObject","@type":"@id"}
        """ + ","
        + """
        "interactionTarget":{"@id":"gts:interactionTarget","@type":"@id"}
        """;

    private const string ActorTerms =
        """
        "manuallyApprovesFollowers":"as:manuallyApprovesFollowers","alsoKnownAs":{"@id":"as:alsoKnownAs","@type":"@id"}
        """ + ","
        + """
        "movedTo":{"@id":"as:movedTo","@type":"@id"},"schema":"http://schema.org#","PropertyValue":"schema:PropertyValue"
        """ + ","
        + """
        "value":"schema:value"
        """ + "," + Toot + ","
        + """
        "featured":{"@id":"toot:featured","@type":"@id"},"featuredTags":{"@id":"toot:featuredTags","@type":"@id"}
        """ + ","
        + """
        "discoverable":"toot:discoverable","indexable":"toot:indexable","suspended":"toot:suspended","memorial":"toot:memorial"
        """ + ","
        + """
        "attributionDomains":{"@id":"toot:attributionDomains","@type":"@id"}
        """ + ","
        + """
        "assertionMethod":{"@id":"https://w3id.org/security#assertionMethod","@type":"@id","@container":"@set"}
        """ + ","
        + """
        "webfinger":"https://purl.archive.org/socialweb/webfinger#webfinger"
        """ + ","
        + """
        "lemmy":"https://join-lemmy.org/ns#","postingRestrictedToMods":"lemmy:postingRestrictedToMods"
        """;
}
