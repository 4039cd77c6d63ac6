namespace Microblog.Protocols.Signatures;

/// <summary>A request as its signature sees it.</summary>
/// <param name="PathAndQuery">
/// The request target exactly as it stood on the wire, neither decoded nor normalised.
/// </param>
/// <param name="ValuesOf">
/// All values of a header, one for each line on which it stood; none if it is missing. The name is asked in lower
/// case and must be found in any.
/// </param>
public sealed record SignedRequest(
    string Method, string PathAndQuery, Func<string, IReadOnlyList<string?>> ValuesOf)
{
    /// <summary>The header's value, provided that it stands there exactly once and on one line.</summary>
    internal string? Only(string header) =>
        ValuesOf(header) is [{ } value] && !value.AsSpan().ContainsAny('\r', '\n', '\0')
            ? value.Trim(' ', '\t')
            : null;
}
