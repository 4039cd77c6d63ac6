using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>What a note quotes, under every name by which other servers look for it; requests and stamps.</summary>
internal static class QuoteFields
{
    public static void Write(Utf8JsonWriter json, NoteQuote? quote)
    {
        if (quote is null)
            return;
        json.WriteId("quote", quote.Object);
        json.WriteId("quoteAuthorization", quote.Authorization);
        json.WriteId("quoteUrl", quote.Object);
        json.WriteId("quoteUri", quote.Object);
        json.WriteId("_misskey_quote", quote.Object);
    }

    /// <summary>The quoted note as an object link.</summary>
    /// <remarks>Source: FEP-e232.</remarks>
    public static void WriteTag(Utf8JsonWriter json, NoteQuote quote)
    {
        json.WriteStartObject();
        json.WriteString("type", "Link");
        json.WriteString("mediaType", MediaTypes.LinkedDataWithProfile);
        json.WriteString("rel", QuoteParser.Rel);
        json.WriteId("href", quote.Object);
        json.WriteEndObject();
    }

    /// <summary>What is asked for, with the note that quotes embedded where we have it.</summary>
    public static void Write(Utf8JsonWriter json, QuoteRequest request)
    {
        json.WriteId("object", request.Object);
        if (request.Note is not { } note)
        {
            json.WriteId("instrument", request.Instrument);
            return;
        }
        json.WriteStartObject("instrument");
        NoteFields.Write(json, note);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, QuoteAuthorization stamp)
    {
        json.WriteId("id", stamp.Id);
        json.WriteString("type", "QuoteAuthorization");
        json.WriteId("attributedTo", stamp.AttributedTo);
        json.WriteId("interactingObject", stamp.InteractingObject);
        json.WriteId("interactionTarget", stamp.InteractionTarget);
    }
}
