using System.Buffers;
using System.Text;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>The text that is signed: a line for each component, then the parameters.</summary>
/// <remarks>Source: RFC 9421, §2.5.</remarks>
internal static class SignatureBase
{
    private const int UsualLength = 512;

    private static readonly SearchValues<char> OfFieldNames =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether we can make it from a request: a field, or a derived component without parameters.</summary>
    public static bool IsComponent(string name) => name.StartsWith('@') ? IsDerived(name) : IsField(name);

    /// <summary>Whether it stands in a header.</summary>
    public static bool IsField(string name) =>
        name.Length > 0
        && !name.AsSpan().ContainsAnyExcept(OfFieldNames);

    /// <summary>Writes it as bytes.</summary>
    /// <param name="parameters">In the canonical spelling.</param>
    public static ReadOnlyMemory<byte> Make(
        IReadOnlyList<string> components, Func<string, string> valueOf, string parameters)
    {
        var text = new ArrayBufferWriter<byte>(UsualLength);
        foreach (var name in components)
        {
            Write(text, "\"");
            Write(text, name);
            Write(text, "\": ");
            Write(text, valueOf(name));
            Write(text, "\n");
        }
        Write(text, "\"@signature-params\": ");
        Write(text, parameters);
        return text.WrittenMemory;
    }

    /// <summary>A component's value as the sender saw it.</summary>
    /// <param name="origin">The address under which the request was sent: its scheme and host count.</param>
    /// <remarks>Source: RFC 9421, §2.2.</remarks>
    public static string ValueOf(string name, SignedRequest request, Uri origin)
    {
        var target = request.PathAndQuery;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return name switch
        {
            "@method" => request.Method,
            "@target-uri" => $"{origin.Scheme}://{Origin.HostOf(origin)}{target}",
            "@authority" => Origin.HostOf(origin),
            "@scheme" => origin.Scheme,
            "@request-target" => target,
            "@path" => query < 0 ? target : target[..query],
            "@query" => query < 0 ? "?" : target[query..],
            _ => request.Only(name) ?? "",
        };
    }

    private static bool IsDerived(string name) =>
        name is "@method" or "@target-uri" or "@authority" or "@scheme" or "@request-target" or "@path" or "@query";

    // Everything that gets here is ASCII.
    private static void Write(ArrayBufferWriter<byte> text, string part) =>
        text.Advance(Encoding.ASCII.GetBytes(part, text.GetSpan(part.Length)));
}
