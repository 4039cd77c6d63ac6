using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microblog.Protocols.WebFinger;

namespace Microblog.Moderation.Domains;

/// <summary>The names that policies are about, in the spelling of <see cref="Actors.Actor.Host"/>.</summary>
public static class DomainName
{
    /// <summary>Longest name, its port included.</summary>
    public const int MaxLength = 255;

    // Also what is left of an international name once it is in punycode.
    private static readonly SearchValues<char> InNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.:[]_");

    /// <summary>Reads a name as a person types it: any case, its own script, an address with a port, a dot at its end.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? host)
    {
        host = null;
        var name = (text ?? "").Trim().TrimEnd('.');
        if (!Handle.TryParse("x@" + name, out var handle) || handle.Host.AsSpan().ContainsAnyExcept(InNames))
            return false;
        host = handle.Host;
        return host.Length <= MaxLength && !host.Contains("..", StringComparison.Ordinal) && host[0] != '.';
    }

    /// <summary>The names whose policies a server comes under, the most telling first: its own with its port, without it, then those above it.</summary>
    /// <remarks>A policy without a port holds for every port. An address has nothing above it.</remarks>
    public static IEnumerable<string> Covering(string host)
    {
        var (name, port) = Split(host);
        while (true)
        {
            if (port.Length > 0)
                yield return name + port;
            yield return name;
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0 || IsAddress(name))
                yield break;
            name = name[(dot + 1)..];
        }
    }

    /// <summary>The name with its middle hidden.</summary>
    /// <remarks>COMPAT(Mastodon): as much is shown as there, so that lists can be compared.</remarks>
    public static string Obfuscated(string host)
    {
        var shown = host.Length / 4;
        return string.Create(host.Length, (host, shown), static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = i > from.shown && i < text.Length - from.shown && from.host[i] != '.' ? '*' : from.host[i];
        });
    }

    private static (string Name, string Port) Split(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || host.EndsWith(']') ? (host, "") : (host[..colon], host[colon..]);
    }

    private static bool IsAddress(string name) => name[0] == '[' || IPAddress.TryParse(name, out _);
}
