namespace Microblog.Tests.Documented;

/// <summary>Reads how the tables write types: <c>string?</c>, <c>[Account]</c>, <c>{integer}</c>, <c>'a' | 'b'</c>, <c>Status | ScheduledStatus</c>.</summary>
internal static class ShapeParser
{
    private static readonly string[] Kinds = ["string", "html", "integer", "number", "boolean", "object", "date", "date-time", "uri"];

    /// <summary>Reads one type.</summary>
    /// <exception cref="FormatException">It is written otherwise.</exception>
    public static Shape Parse(string text)
    {
        var written = text.Trim();
        if (written.EndsWith('?'))
            return new Shape.OrNull(Parse(Unwrapped(written[..^1].Trim())));
        var parts = SplitOutside(written);
        if (parts.Count == 1)
            return ParseOne(written);
        return parts.TrueForAll(IsWord)
            ? new Shape.OneOf(parts.ConvertAll(p => p.Trim().Trim('\'')))
            : new Shape.EitherOf(parts.ConvertAll(Parse));
    }

    /// <summary>The entities that a shape speaks of.</summary>
    public static IEnumerable<string> NamesIn(Shape shape) => shape switch
    {
        Shape.Named named => [named.Name],
        Shape.OrNull orNull => NamesIn(orNull.Inner),
        Shape.ListOf list => NamesIn(list.Item),
        Shape.HashOf hash => NamesIn(hash.Item),
        Shape.EitherOf either => either.Shapes.SelectMany(NamesIn),
        _ => [],
    };

    private static Shape ParseOne(string written) => written switch
    {
        "any" => new Shape.Whatever(),
        "{}" => new Shape.Plain("object"),
        ['[', .. var inner, ']'] => new Shape.ListOf(Parse(inner)),
        ['{', .. var inner, '}'] => new Shape.HashOf(Parse(inner)),
        ['\'', .. var word, '\''] => new Shape.OneOf([word]),
        _ when Kinds.Contains(written, StringComparer.Ordinal) => new Shape.Plain(written),
        _ when written.Length > 0 && char.IsUpper(written[0]) => new Shape.Named(written),
        _ => throw new FormatException($"\"{written}\" is no type"),
    };

    private static bool IsWord(string part) => part.Trim() is ['\'', .., '\''];

    private static string Unwrapped(string text) => text is ['(', .. var inner, ')'] ? inner : text;

    private static List<string> SplitOutside(string text)
    {
        var (parts, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '[' or '{' or '(' => 1, ']' or '}' or ')' => -1, _ => 0 };
            if (text[i] != '|' || depth != 0)
                continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }

        parts.Add(text[start..]);
        return parts;
    }
}
