using System.Diagnostics.CodeAnalysis;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>The parameters of a draft-cavage Signature header.</summary>
/// <param name="Algorithm">A hint only: the key decides. Null, rsa-sha256 or hs2019.</param>
/// <param name="Headers">What is covered, in the order of signing; each once, in lower case.</param>
/// <param name="Created">Seconds since 1970.</param>
/// <param name="Expires">Seconds since 1970.</param>
/// <remarks>Source: draft-cavage-http-signatures-12, §2.1.</remarks>
public sealed record SignatureHeader(
    Uri KeyId,
    string? Algorithm,
    IReadOnlyList<string> Headers,
    ReadOnlyMemory<byte> Signature,
    long? Created,
    long? Expires)
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 8192;

    private const int MostHeaders = 32;
    private const int LongestSignature = 1024;

    public bool Covers(string name) => Headers.Contains(name, StringComparer.Ordinal);

    /// <summary>Reads the value of the header.</summary>
    /// <exception cref="FormatException">It is not exactly what the draft describes.</exception>
    public static SignatureHeader Parse(string text) =>
        TryParse(text, out var header, out var why) ? header : throw new FormatException(why);

    /// <summary>Finds the one Signature header of a request; two are refused.</summary>
    /// <param name="outcome">Why there is none; valid otherwise, which says nothing about the signature yet.</param>
    public static bool TryRead(
        SignedRequest request, [NotNullWhen(true)] out SignatureHeader? header, out SignatureOutcome outcome)
    {
        header = null;
        if (request.ValuesOf("signature").Count == 0)
        {
            outcome = new SignatureOutcome(SignatureFault.Missing, "The request is not signed.");
            return false;
        }
        var isRead = TryParse(request.Only("signature"), out header, out var why);
        outcome = isRead ? SignatureOutcome.Valid : new SignatureOutcome(SignatureFault.Malformed, why);
        return isRead;
    }

    /// <summary>Reads the value of the header, or says what is wrong with it.</summary>
    /// <param name="why">What is wrong with it; empty if nothing is.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SignatureHeader? header, out string why)
    {
        header = null;
        why = "The Signature header is not well-formed.";
        if (text is null or { Length: > MaxLength } || SignatureParameters.Split(text) is not { } parameters)
            return false;
        if (!Ids.TryParse(parameters.Quoted("keyId"), out var keyId))
        {
            why = "The keyId is missing or not an http address.";
            return false;
        }
        if (CanonicalBase64.Decode(parameters.Quoted("signature"), LongestSignature) is not { } signature)
        {
            why = "The signature is missing or not base64.";
            return false;
        }
        if (ReadHeaders(parameters.Quoted("headers")) is not { } headers)
            return false;
        var algorithm = parameters.Quoted("algorithm");
        if (algorithm is not (null or "rsa-sha256" or "hs2019"))
        {
            why = "The algorithm is not rsa-sha256 or hs2019.";
            return false;
        }
        if (!parameters.TryNumber("created", out var created) || !parameters.TryNumber("expires", out var expires))
            return false;
        header = new SignatureHeader(keyId, algorithm, headers, signature, created, expires);
        why = "";
        return true;
    }

    /// <summary>
    /// Without the parameter the draft means only the time of creation, which never covers enough for us.
    /// </summary>
    private static string[]? ReadHeaders(string? names)
    {
        var headers = (names ?? "(created)").Split(' ');
        return headers.Length <= MostHeaders
            && headers.All(IsName)
            && headers.Distinct(StringComparer.Ordinal).Count() == headers.Length
                ? headers
                : null;
    }

    private static bool IsName(string name) =>
        name is "(request-target)" or "(created)" or "(expires)"
        || (name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'));
}
