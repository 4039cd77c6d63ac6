using System.Globalization;
using System.Text.Json;

namespace Microblog.Tests.Documented;

/// <summary>What a JSON value is documented to be.</summary>
internal abstract record Shape
{
    /// <summary>Says what does not fit.</summary>
    /// <param name="path">Of the value, such as <c>$.account.fields[0]</c>.</param>
    public abstract IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented);

    /// <summary>Anything.</summary>
    internal sealed record Whatever : Shape
    {
        public override IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented) => [];
    }

    internal sealed record OrNull(Shape Inner) : Shape
    {
        public override IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented) =>
            value.ValueKind == JsonValueKind.Null ? [] : Inner.Complain(value, path, documented);
    }

    internal sealed record ListOf(Shape Item) : Shape
    {
        public override IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented) =>
            value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((item, i) => Item.Complain(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), documented))
                : [$"{path} is no list"];
    }

    /// <summary>An object whose keys are data.</summary>
    internal sealed record HashOf(Shape Item) : Shape
    {
        public override IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented) =>
            value.ValueKind == JsonValueKind.Object
                ? value.EnumerateObject().SelectMany(p => Item.Complain(p.Value, $"{path}.{p.Name}", documented))
                : [$"{path} is no object"];
    }

    internal sealed record OneOf(IReadOnlyList<string> Words) : Shape
    {
        public override IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented) =>
            value.ValueKind == JsonValueKind.String && Words.Contains(value.GetString(), StringComparer.Ordinal)
                ? []
                : [$"{path} is {value.GetRawText()}, which is none of {string.Join(", ", Words)}"];
    }

    internal sealed record EitherOf(IReadOnlyList<Shape> Shapes) : Shape
    {
        // What the first says is told when none fits: it is the usual one.
        public override IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented) =>
            Shapes.Any(s => !s.Complain(value, path, documented).Any()) ? [] : Shapes[0].Complain(value, path, documented);
    }

    /// <summary>An entity, by its name.</summary>
    internal sealed record Named(string Name) : Shape
    {
        public override IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented) =>
            value.ValueKind == JsonValueKind.Object
                ? documented.FieldsOf(Name).SelectMany(f => Complain(f, value, path, documented))
                : [$"{path} is no {Name}"];

        private IEnumerable<string> Complain(ApiField field, JsonElement value, string path, ApiDocumentation documented)
        {
            if (value.TryGetProperty(field.Name, out var inner))
                return field.Shape.Complain(inner, $"{path}.{field.Name}", documented);
            return field.MayBeAbsent ? [] : [$"{path}.{field.Name} of {Name} is missing"];
        }
    }

    internal sealed record Plain(string Kind) : Shape
    {
        public override IEnumerable<string> Complain(JsonElement value, string path, ApiDocumentation documented) =>
            Fits(value) ? [] : [$"{path} is {Cut(value.GetRawText())}, which is no {Kind}"];

        private bool Fits(JsonElement value) => Kind switch
        {
            "string" or "html" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "date" => value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => value.ValueKind == JsonValueKind.String && value.GetString()!.Contains('T', StringComparison.Ordinal) && value.TryGetDateTimeOffset(out _),
            "uri" => value.ValueKind == JsonValueKind.String && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ws" or "wss",
            _ => throw new InvalidOperationException($"{Kind} is no kind of value"),
        };

        private static string Cut(string json) => json.Length <= 80 ? json : json[..80] + "…";
    }
}
