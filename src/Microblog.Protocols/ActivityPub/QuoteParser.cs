using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads what a note quotes, and stamps.</summary>
public static class QuoteParser
{
    /// <summary>What the quoting link of FEP-e232 is marked with.</summary>
    internal const string Rel = "https://misskey-hub.net/ns#_misskey_quote";

    private static readonly string[] Rels =
    [
        Rel, "https://w3id.org/fep/044f#quote", "http://fedibird.com/ns#quoteUri",
        "https://www.w3.org/ns/activitystreams#quoteUrl",
    ];

    private static readonly string[] OlderNames = ["quoteUrl", "quoteUri", "_misskey_quote"];

    /// <summary>Reads a stamp, as it is fetched from its id.</summary>
    /// <exception cref="MalformedActivityException">It is none.</exception>
    public static QuoteAuthorization ParseAuthorization(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        var stamp = document.RootElement;
        return stamp.TypeAmong("QuoteAuthorization") is "QuoteAuthorization"
            ? new QuoteAuthorization(
                stamp.RequiredId,
                stamp.RequiredLink("attributedTo"),
                stamp.RequiredLink("interactingObject"),
                stamp.RequiredLink("interactionTarget"))
            : throw new MalformedActivityException("The object is not a QuoteAuthorization.");
    }

    /// <summary>A <c>quote</c> that cannot be read, such as the Tombstone of a deleted note, is no quote.</summary>
    internal static NoteQuote? Read(JsonElement note, TagList tags)
    {
        if (note.Values("quote").Any())
            return note.Link("quote") is { } quoted ? new NoteQuote(quoted, note.Link("quoteAuthorization")) : null;
        var older = OlderNames.Select(name => note.Link(name)).FirstOrDefault(q => q is not null) ?? ReadTag(tags);
        return older is null ? null : new NoteQuote(older);
    }

    /// <summary>The object link that is a quote: one that says what else it is, is none.</summary>
    /// <remarks>Source: FEP-e232.</remarks>
    private static Uri? ReadTag(TagList tags)
    {
        foreach (var link in tags.Of("Link"))
        {
            var rels = link.Values("rel").Take(Limits.Links)
                .Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()).ToList();
            var isQuote = rels.Count > 0
                ? rels.Intersect(Rels, StringComparer.Ordinal).Any()
                : MediaTypes.IsActivity(link.Text("mediaType"));
            if (isQuote && link.Link("href") is { } quoted)
                return quoted;
        }
        return null;
    }
}
