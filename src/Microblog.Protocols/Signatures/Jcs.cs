using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>JSON in its one canonical spelling: equal documents are equal bytes.</summary>
/// <remarks>
/// Source: RFC 8785. Refused is what has no canonical form or is too much: the same property twice, half a surrogate
/// pair, a number beyond a double, more than 1 MiB, deeper than 32.
/// </remarks>
public static class Jcs
{
    // The exact doubles among whole numbers end at 9007199254740991.
    private const int SafeDigits = 15;
    private const string HalfPair = "A text has half a surrogate pair.";

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = Limits.Depth,
        AllowDuplicateProperties = false,
    };

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\']);

    /// <summary>Any JSON as canonical UTF-8.</summary>
    /// <exception cref="FormatException">It is no JSON, or has no canonical form.</exception>
    public static byte[] Canonicalize(ReadOnlyMemory<byte> json)
    {
        if (json.Length > Limits.DocumentBytes || !Utf8.IsValid(json.Span))
            throw new FormatException("The document is longer than 1 MiB, or not UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Canonicalize(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException("The document is not JSON, deeper than 32, or has a property twice.", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException(HalfPair, e);
        }
    }

    /// <inheritdoc cref="Canonicalize(ReadOnlyMemory{byte})"/>
    public static byte[] Canonicalize(JsonElement json)
    {
        var into = new ArrayBufferWriter<byte>(256);
        Write(into, json, depth: 0);
        return into.WrittenSpan.ToArray();
    }

    /// <summary>Writes an object of which some properties are left out or exchanged.</summary>
    /// <param name="properties">All names differ.</param>
    /// <exception cref="FormatException">It has no canonical form.</exception>
    internal static void WriteObject(
        IBufferWriter<byte> into, IEnumerable<KeyValuePair<string, JsonElement>> properties) =>
        WriteObject(into, [.. properties], depth: 0);

    private static void Write(IBufferWriter<byte> into, JsonElement value, int depth)
    {
        if (depth > Limits.Depth)
            throw new FormatException("The document is deeper than 32.");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(into, PropertiesOf(value), depth);
                break;
            case JsonValueKind.Array:
                WriteArray(into, value, depth);
                break;
            case JsonValueKind.String:
                WriteText(into, value);
                break;
            case JsonValueKind.Number:
                WriteNumber(into, value);
                break;
            case JsonValueKind.Undefined:
                throw new FormatException("There is no document.");
            default:
                into.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteObject(IBufferWriter<byte> into, KeyValuePair<string, JsonElement>[] properties, int depth)
    {
        // Ordinal order of .NET's texts is the order of UTF-16 code units that is asked for.
        Array.Sort(properties, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        into.Write("{"u8);
        for (var i = 0; i < properties.Length; i++)
        {
            var (name, value) = properties[i];
            if (i > 0 && name == properties[i - 1].Key)
                throw new FormatException("An object has the same property twice.");
            if (i > 0)
                into.Write(","u8);
            WriteText(into, name);
            into.Write(":"u8);
            Write(into, value, depth + 1);
        }
        into.Write("}"u8);
    }

    private static void WriteArray(IBufferWriter<byte> into, JsonElement array, int depth)
    {
        var isFirst = true;
        into.Write("["u8);
        foreach (var item in array.EnumerateArray())
        {
            if (!isFirst)
                into.Write(","u8);
            isFirst = false;
            Write(into, item, depth + 1);
        }
        into.Write("]"u8);
    }

    private static void WriteText(IBufferWriter<byte> into, JsonElement text)
    {
        // What needed no escape where it stands needs none now, for JSON escapes all that must be.
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (!Utf8.IsValid(raw))
            throw new FormatException("The document is not UTF-8.");
        if (raw.Contains((byte)'\\'))
            WriteText(into, TextOf(text));
        else
            into.Write(raw);
    }

    private static void WriteText(IBufferWriter<byte> into, string text)
    {
        into.Write("\""u8);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is >= 0 and var next)
        {
            Encoding.UTF8.GetBytes(rest[..next], into);
            WriteEscape(into, rest[next]);
            rest = rest[(next + 1)..];
        }
        Encoding.UTF8.GetBytes(rest, into);
        into.Write("\""u8);
    }

    private static void WriteEscape(IBufferWriter<byte> into, char c) => into.Write(c switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        '\b' => "\\b"u8,
        '\t' => "\\t"u8,
        '\n' => "\\n"u8,
        '\f' => "\\f"u8,
        '\r' => "\\r"u8,
        _ => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")),
    });

    private static void WriteNumber(IBufferWriter<byte> into, JsonElement number)
    {
        var raw = JsonMarshal.GetRawUtf8Value(number);
        if (raw.Length <= SafeDigits && !raw.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            into.Write(raw);
            return;
        }
        if (!number.TryGetDouble(out var value) || !double.IsFinite(value))
            throw new FormatException("A number is beyond what a double can hold.");
        into.Advance(EcmaScriptNumber.Write(value, into.GetSpan(EcmaScriptNumber.MaxLength)));
    }

    private static KeyValuePair<string, JsonElement>[] PropertiesOf(JsonElement value)
    {
        var properties = new KeyValuePair<string, JsonElement>[value.GetPropertyCount()];
        var count = 0;
        foreach (var property in value.EnumerateObject())
            properties[count++] = KeyValuePair.Create(NameOf(property), property.Value);
        return properties;
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException(HalfPair, e);
        }
    }

    private static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException(HalfPair, e);
        }
    }
}
