using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microblog.About;
using Microblog.Moderation.Domains;
using Microblog.Web;

namespace Microblog.ClientApi;

/// <summary>A rule of this server.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <remarks>Source: Mastodon API documentation, entity Rule.</remarks>
public sealed record InstanceRule(string Id, string Text, string Hint)
{
    public IReadOnlyDictionary<string, string> Translations { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal static IReadOnlyList<InstanceRule> Of(ServerTexts texts) =>
        [.. texts.Rules.Select((rule, i) => new InstanceRule((i + 1).ToString(CultureInfo.InvariantCulture), rule, ""))];
}

/// <summary>A text about this server.</summary>
/// <param name="UpdatedAt">When the server took it up: when it was started.</param>
/// <param name="Content">HTML.</param>
/// <remarks>Source: Mastodon API documentation, entities ExtendedDescription and PrivacyPolicy.</remarks>
public sealed record InstanceText(string UpdatedAt, string Content)
{
    internal static InstanceText Of(CleanHtml html) => new(ApiText.Instant(Software.StartedAt), html.Value);
}

/// <summary>The terms of this server.</summary>
/// <remarks>Source: Mastodon API documentation, entity TermsOfService.</remarks>
public sealed record InstanceTerms(string EffectiveDate, bool Effective, string Content, string? SucceededBy);

/// <summary>A language that this server is for.</summary>
public sealed record InstanceLanguage(string Code, string Name)
{
    internal static InstanceLanguage Of(string tag)
    {
        try
        {
            return new(tag, CultureInfo.GetCultureInfo(tag).NativeName);
        }
        catch (CultureNotFoundException)
        {
            return new(tag, tag);
        }
    }
}

/// <summary>A server about which something is decided here.</summary>
/// <param name="Domain">In part only, where that was asked for.</param>
/// <param name="Digest">SHA-256 of the whole name, in hexadecimal digits.</param>
/// <remarks>Source: Mastodon API documentation, entity DomainBlock.</remarks>
public sealed record InstanceDomainBlock(string Domain, string Digest, string Severity, string Comment)
{
    internal static InstanceDomainBlock Of(DomainPolicy policy) => new(
        policy.IsObfuscated ? DomainName.Obfuscated(policy.Host) : policy.Host,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(policy.Host))),
        policy.Level == PolicyLevel.Block ? "suspend" : "silence",
        policy.PublicComment);
}
