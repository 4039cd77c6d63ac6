namespace Microblog.Protocols.ActivityPub;

/// <summary>
/// The JSON-LD contexts of our documents: every term that we write beyond ActivityStreams is defined there.
/// </summary>
internal static class JsonContexts
{
    public const string Plain = "\"https://www.w3.org/ns/activitystreams\"";

    public const string Note =
        """["https://www.w3.org/ns/activitystreams",{"sensitive":"as:sensitive","Hashtag":"as:Hashtag"}]""";

    public const string Actor =
        """["https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1",{"""
        + """ "manuallyApprovesFollowers":"as:manuallyApprovesFollowers","schema":"http://schema.org#","""
        + """ "PropertyValue":"schema:PropertyValue","value":"schema:value"}]""";
}
