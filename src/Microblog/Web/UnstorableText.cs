using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Microblog.Web;

/// <summary>Refuses requests that hold characters no database keeps as text: U+0000, and halves of surrogate pairs.</summary>
/// <remarks>PostgreSQL refuses them in any query, so they are refused before there is one, whichever database is used.</remarks>
internal sealed class UnstorableText : IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context)
    {
        // The page that says what was wrong is not refused for the same thing.
        var http = context.HttpContext;
        if (context.Controller is ErrorController)
            return;
        var form = http.Features.Get<IFormFeature>()?.Form ?? FormCollection.Empty;
        var given = http.Request.Query.Concat(form).SelectMany(field => field.Value)
            .Concat(context.RouteData.Values.Values.OfType<string>());
        if (given.Any(text => text is not null && IsIn(text)))
            throw new RefusalException(Refusal.TextUnstorable);
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
        // Nothing is left to do.
    }

    public static bool IsIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
                return true;
        }

        return false;
    }
}

/// <summary>Refuses the same characters in JSON. A number where a text is expected is its digits.</summary>
/// <remarks>COMPAT(Mastodon): ids are texts, but many programs send them as numbers.</remarks>
internal sealed class StorableTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        var text = reader.GetString();
        return text is null || !UnstorableText.IsIn(text) ? text : throw new JsonException("The text cannot be stored.");
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
