using System.Text.Json;
using System.Text.Unicode;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Foreign JSON, refused unless it means one thing only and every text in it can be read.</summary>
internal static class JsonInput
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = Limits.Depth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a document whose root is an object.</summary>
    /// <exception cref="MalformedActivityException">It is too long, too deep, ambiguous, or no JSON object.</exception>
    public static JsonDocument ReadObject(ReadOnlyMemory<byte> json)
    {
        if (json.Length > Limits.DocumentBytes)
            throw new MalformedActivityException("The document is longer than 1 MiB.");
        if (!Utf8.IsValid(json.Span))
            throw new MalformedActivityException("The document is not UTF-8.");
        CheckTokens(json.Span);

        var document = ParseUnambiguous(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw new MalformedActivityException("The document is not a JSON object.");
    }

    private static JsonDocument ParseUnambiguous(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException e)
        {
            // Everything else that is wrong was found by CheckTokens.
            throw new MalformedActivityException("An object has the same property twice.", e);
        }
    }

    private static void CheckTokens(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Limits.Depth });
        var (properties, containers) = (0, 0);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && ++properties > Limits.Properties)
                    throw new MalformedActivityException("The document has too many properties.");
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && ++containers > Limits.Containers)
                    throw new MalformedActivityException("The document has too many objects and arrays.");
                if (reader.ValueIsEscaped)
                    CheckText(reader.GetString());
            }
        }
        catch (JsonException e)
        {
            throw new MalformedActivityException("The document is not JSON, or deeper than 32.", e);
        }
        catch (InvalidOperationException e)
        {
            throw new MalformedActivityException("A text has half a surrogate pair.", e);
        }
    }

    /// <summary>
    /// Only an escaped text can hold a NUL: an unescaped one is not JSON. PostgreSQL cannot store it.
    /// </summary>
    private static void CheckText(string? text)
    {
        if (text is not null && text.Contains('\0', StringComparison.Ordinal))
            throw new MalformedActivityException("A text holds a NUL character.");
    }
}
