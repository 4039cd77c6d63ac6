namespace Microblog.Moderation.Domains;

/// <summary>What somebody wants to hold for a domain.</summary>
/// <param name="Domain">As typed; see <see cref="DomainName.TryParse"/>.</param>
public sealed record DomainDecision(
    string Domain,
    PolicyLevel Level,
    bool RejectsMedia = false,
    bool RejectsReports = false,
    string PublicComment = "",
    string PrivateComment = "",
    bool IsObfuscated = false);
