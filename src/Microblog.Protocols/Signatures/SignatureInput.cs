using System.Globalization;
using System.Text;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>One member of a Signature-Input header.</summary>
/// <param name="Components">What is covered, in the order of signing, each once.</param>
/// <param name="Parameters">The value of <c>@signature-params</c>: all of it in the canonical spelling.</param>
/// <param name="CoversForeign">Whether a component is one that we cannot make, or has parameters.</param>
/// <remarks>Source: RFC 9421, §2.3 and §4.1.</remarks>
internal sealed record SignatureInput(
    string Label, IReadOnlyList<string> Components, string Parameters, bool CoversForeign)
{
    private const int MostLabels = 4;
    private const int MostComponents = 32;

    /// <summary>Null if it is missing or not an http address.</summary>
    public Uri? KeyId { get; private set; }

    public string? Algorithm { get; private set; }

    /// <summary>Seconds since 1970.</summary>
    public long? Created { get; private set; }

    /// <summary>Seconds since 1970.</summary>
    public long? Expires { get; private set; }

    /// <summary>Takes the header's value apart.</summary>
    /// <returns>
    /// Null if it is not well-formed, has a parameter that the RFC does not know, anything twice, or too much of it.
    /// </returns>
    public static IReadOnlyList<SignatureInput>? ReadAll(string text)
    {
        var reader = new FieldReader(text);
        var inputs = new List<SignatureInput>(1);
        do
        {
            if (inputs.Count == MostLabels
                || ReadOne(ref reader) is not { } input
                || inputs.Exists(i => i.Label == input.Label))
            {
                return null;
            }
            inputs.Add(input);
        }
        while (reader.TryNextMember());
        return reader.IsAtEnd ? inputs : null;
    }

    /// <summary>Why we cannot judge this signature, though another may be judged; null if we can.</summary>
    public string? Objection() =>
        KeyId is null ? "The keyid is missing or not an http address."
        : Created is null ? "The time of creation is missing."
        : Algorithm is not null && MessageSignature.AlgorithmOf(Algorithm) is null ?
            "The algorithm is not rsa-v1_5-sha256, rsa-pss-sha512 or ed25519."
        : CoversForeign ? "The signature covers a component that is not read here."
        : null;

    private static SignatureInput? ReadOne(ref FieldReader reader)
    {
        if (!reader.TryKey(out var label) || !reader.TryTake('='))
            return null;
        var canonical = new StringBuilder(128);
        if (ReadComponents(ref reader, canonical, out var isForeign) is not { } components)
            return null;
        var input = new SignatureInput(label, components, "", isForeign);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.TryTake(';'))
        {
            reader.SkipSpaces();
            if (!reader.TryKey(out var name) || !seen.Add(name) || !reader.TryTake('=')
                || !input.TryReadParameter(ref reader, name, canonical))
            {
                return null;
            }
        }
        return input with { Parameters = canonical.ToString() };
    }

    private static List<string>? ReadComponents(ref FieldReader reader, StringBuilder canonical, out bool isForeign)
    {
        isForeign = false;
        if (!reader.TryTake('('))
            return null;
        canonical.Append('(');
        var components = new List<string>(4);
        var isSeparated = true;
        while (true)
        {
            isSeparated |= reader.SkipSpaces();
            if (reader.TryTake(')'))
                break;
            if (!isSeparated || components.Count == MostComponents || !reader.TryText(out var name))
                return null;
            if (!TrySkipParameters(ref reader, out var hasParameters))
                return null;
            isForeign |= hasParameters || !SignatureBase.IsComponent(name);
            if (!hasParameters && components.Contains(name, StringComparer.Ordinal))
                return null;
            canonical.Append(components.Count > 0 ? " \"" : "\"").Append(name).Append('"');
            components.Add(name);
            isSeparated = false;
        }
        canonical.Append(')');
        return components;
    }

    /// <summary>A proxy may cover <c>"signature";key="sig1"</c>: its signature is passed over, ours is not.</summary>
    private static bool TrySkipParameters(ref FieldReader reader, out bool hasParameters)
    {
        hasParameters = false;
        while (reader.TryTake(';'))
        {
            hasParameters = true;
            reader.SkipSpaces();
            if (!reader.TryKey(out _) || (reader.TryTake('=') && !reader.TryText(out _)))
                return false;
        }
        return true;
    }

    private bool TryReadParameter(ref FieldReader reader, string name, StringBuilder canonical)
    {
        canonical.Append(';').Append(name).Append('=');
        if (name is "created" or "expires")
        {
            if (!reader.TryNumber(out var seconds))
                return false;
            canonical.Append(CultureInfo.InvariantCulture, $"{seconds}");
            if (name == "created")
                Created = seconds;
            else
                Expires = seconds;
            return true;
        }
        if (name is not ("keyid" or "alg" or "nonce" or "tag") || !reader.TryText(out var text))
            return false;
        canonical.Append('"').Append(text).Append('"');
        if (name == "keyid")
            KeyId = Ids.TryParse(text, out var id) ? id : null;
        else if (name == "alg")
            Algorithm = text;
        return true;
    }
}
