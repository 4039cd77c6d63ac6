using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Microblog.Protocols.Signatures;

/// <summary>Checks a request that was signed by draft-cavage-http-signatures-12.</summary>
/// <remarks>
/// Covered must be the request target, the host, the time, and the digest unless the method is GET or HEAD. Every
/// covered header must stand in the request exactly once. That the key is the actor's must be known already.
/// </remarks>
public static class CavageVerifier
{
    /// <summary>How old a request may be: queues of peers are slow, and what arrives twice is stored once.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    /// <summary>How far the sender's clock may be ahead.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromHours(1);

    /// <summary>Checks everything.</summary>
    /// <param name="isOurHost">Asked for the Host header, in lower case, with the port if it has one.</param>
    public static SignatureOutcome Check(
        SignedRequest request, ReadOnlySpan<byte> body, PublicKey key, DateTimeOffset now, Func<string, bool> isOurHost)
    {
        if (!SignatureHeader.TryRead(request, out var header, out var outcome))
            return outcome;
        outcome = CheckAllButKey(request, header, body, now, isOurHost);
        return outcome.IsValid ? CheckSignature(request, header, key) : outcome;
    }

    /// <summary>
    /// All that can be known without the key. Ask this before fetching one, so that nobody makes us fetch by sending
    /// nonsense.
    /// </summary>
    /// <inheritdoc cref="Check"/>
    public static SignatureOutcome CheckAllButKey(
        SignedRequest request,
        SignatureHeader header,
        ReadOnlySpan<byte> body,
        DateTimeOffset now,
        Func<string, bool> isOurHost)
    {
        var hasBody = request.Method is not ("GET" or "HEAD");
        if (MissingFrom(header, hasBody) is { } missing)
            return new SignatureOutcome(SignatureFault.NotCovered, $"The signature does not cover {missing}.");
        if (header.Headers.FirstOrDefault(h => h[0] != '(' && request.Only(h) is null) is { } absent)
        {
            return new SignatureOutcome(
                SignatureFault.Malformed, $"The header {absent} is signed but not there exactly once.");
        }
        if (!isOurHost(request.Only("host")!.ToLowerInvariant()))
            return new SignatureOutcome(SignatureFault.WrongHost, "The request was signed for another host.");
        if (ObjectionToTime(request, header, now) is { } untimely)
            return new SignatureOutcome(SignatureFault.OutOfTime, untimely);
        return header.Covers("digest") && !DigestHolds(request.Only("digest")!, body)
            ? new SignatureOutcome(SignatureFault.WrongDigest, "The digest is not that of the body.")
            : SignatureOutcome.Valid;
    }

    private static string? MissingFrom(SignatureHeader header, bool hasBody) =>
        !header.Covers("(request-target)") ? "the request target"
        : !header.Covers("host") ? "the host"
        : hasBody && !header.Covers("digest") ? "the digest"
        : !header.Covers("date") && !header.Covers("(created)") ? "the date"
        : null;

    /// <summary>The draft forbids (created) and (expires) to be signed under an old name of an algorithm.</summary>
    private static string? ObjectionToTime(SignedRequest request, SignatureHeader header, DateTimeOffset now)
    {
        var isOld = header.Algorithm is "rsa-sha256";
        if (header.Covers("(created)") && (isOld || header.Created is null))
            return "The time of creation is covered but not given.";
        if (header.Covers("(expires)") && (isOld || header.Expires is null))
            return "The time of expiry is covered but not given.";
        if (header.Expires < now.ToUnixTimeSeconds())
            return "The signature has expired.";
        if (header.Covers("(created)") && !IsTimely(header.Created!.Value, now))
            return "The signature is too old or from the future.";
        if (!header.Covers("date"))
            return null;
        return DateTimeOffset.TryParseExact(
            request.Only("date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && IsTimely(date.ToUnixTimeSeconds(), now)
                ? null
                : "The date is none, too old or in the future.";
    }

    internal static bool IsTimely(long seconds, DateTimeOffset now) =>
        seconds >= (now - MaxAge).ToUnixTimeSeconds() && seconds <= (now + MaxAhead).ToUnixTimeSeconds();

    /// <summary>A Digest header may list several algorithms; SHA-256 must be among them, once.</summary>
    private static bool DigestHolds(string digest, ReadOnlySpan<byte> body)
    {
        const string Name = "SHA-256=";
        var given = digest.Split(',', StringSplitOptions.TrimEntries)
            .Where(d => d.StartsWith(Name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return given.Count == 1
            && string.Equals(
                given[0][Name.Length..], Convert.ToBase64String(SHA256.HashData(body)), StringComparison.Ordinal);
    }

    internal static SignatureOutcome CheckSignature(SignedRequest request, SignatureHeader header, PublicKey key)
    {
        if (header.Algorithm == "rsa-sha256" && key.Kind != KeyKind.Rsa)
            return new SignatureOutcome(SignatureFault.WrongSignature, "The algorithm is not one of the key.");
        if (Holds(request.PathAndQuery))
            return SignatureOutcome.Valid;
        // COMPAT(GoToSocial, Akkoma): some sign the path without the query. No third form is tried.
        var query = request.PathAndQuery.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && Holds(request.PathAndQuery[..query])
            ? SignatureOutcome.Valid
            : new SignatureOutcome(SignatureFault.WrongSignature, "The signature does not verify.");

        bool Holds(string target) =>
            key.Verify(Encoding.UTF8.GetBytes(SigningString(request, header, target)), header.Signature.Span);
    }

    private static string SigningString(SignedRequest request, SignatureHeader header, string target) =>
        string.Join('\n', header.Headers.Select(name => name switch
        {
            "(request-target)" => $"{name}: {request.Method.ToLowerInvariant()} {target}",
            "(created)" => string.Create(CultureInfo.InvariantCulture, $"{name}: {header.Created}"),
            "(expires)" => string.Create(CultureInfo.InvariantCulture, $"{name}: {header.Expires}"),
            _ => $"{name}: {request.Only(name)}",
        }));
}
