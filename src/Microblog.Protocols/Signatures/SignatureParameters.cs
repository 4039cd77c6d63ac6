using System.Globalization;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// <c>name="text"</c> and <c>name=number</c>, separated by commas: each name known and once, no escapes, nothing left
/// over.
/// </summary>
internal sealed class SignatureParameters
{
    private static readonly string[] Known = ["keyId", "algorithm", "headers", "signature", "created", "expires"];

    private readonly Dictionary<string, (string Value, bool IsQuoted)> values = new(StringComparer.Ordinal);

    /// <summary>Takes the header's value apart.</summary>
    /// <returns>Null if the text is anything else.</returns>
    public static SignatureParameters? Split(string text)
    {
        var parameters = new SignatureParameters();
        var rest = text.AsSpan().Trim(' ');
        while (parameters.TakeOne(ref rest))
        {
            if (rest.IsEmpty)
                return parameters;
            rest = rest.TrimStart(' ');
            if (rest.IsEmpty || rest[0] != ',')
                return null;
            rest = rest[1..].TrimStart(' ');
        }
        return null;
    }

    public string? Quoted(string name) => values.TryGetValue(name, out var v) && v.IsQuoted ? v.Value : null;

    /// <summary>False if it is there and not a plain number.</summary>
    public bool TryNumber(string name, out long? number)
    {
        number = null;
        if (!values.TryGetValue(name, out var v))
            return true;
        if (v.IsQuoted || !long.TryParse(v.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            return false;
        number = parsed;
        return true;
    }

    private bool TakeOne(ref ReadOnlySpan<char> rest)
    {
        var equals = rest.IndexOf('=');
        if (equals <= 0)
            return false;
        var name = rest[..equals].ToString();
        rest = rest[(equals + 1)..];

        var isQuoted = rest.StartsWith("\"", StringComparison.Ordinal);
        if (isQuoted)
            rest = rest[1..];
        var end = isQuoted ? rest.IndexOf('"') : EndOfNumber(rest);
        if (end < 0)
            return false;
        var value = rest[..end].ToString();
        rest = rest[(isQuoted ? end + 1 : end)..];

        return Known.Contains(name, StringComparer.Ordinal)
            && IsPlain(value)
            && isQuoted != name is "created" or "expires"
            && values.TryAdd(name, (value, isQuoted));
    }

    private static int EndOfNumber(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? rest.Length : end;
    }

    private static bool IsPlain(string value) =>
        value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !value.Contains('\\', StringComparison.Ordinal);
}
