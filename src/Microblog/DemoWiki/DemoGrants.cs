using System.Security.Cryptography;

namespace Microblog.DemoWiki;

/// <summary>What people have granted to the OAuth client, and the codes and tokens that came of it.</summary>
public sealed class DemoGrants(TimeProvider clock)
{
    internal static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    internal static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly HashSet<long> approved = [];
    private readonly Dictionary<string, DemoCode> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long AccountId, DateTimeOffset Ends)> tokens = new(StringComparer.Ordinal);

    /// <summary>Whether the person has accepted before; a confidential client is not asked about again.</summary>
    internal bool IsApproved(long accountId)
    {
        lock (gate)
            return approved.Contains(accountId);
    }

    internal void Approve(long accountId)
    {
        lock (gate)
            approved.Add(accountId);
    }

    /// <summary>A code for the client: as long as MediaWiki's, 890 characters.</summary>
    internal string NewCode(long accountId, DemoAuthorizeRequest request)
    {
        var code = "def50200" + RandomNumberGenerator.GetHexString(882, lowercase: true);
        var now = clock.GetUtcNow();
        lock (gate)
        {
            foreach (var old in codes.Where(pair => pair.Value.Ends <= now).ToArray())
                codes.Remove(old.Key);
            codes.Add(code, new DemoCode(accountId, request, now + CodeLifetime));
        }

        return code;
    }

    /// <summary>What the code was given for; null when it is garbage, used or too old.</summary>
    internal DemoCode? Find(string code)
    {
        lock (gate)
            return codes.GetValueOrDefault(code) is { } found && found.Ends > clock.GetUtcNow() ? found : null;
    }

    /// <summary>Trades a code for a token; null when another request was faster.</summary>
    internal string? Redeem(string code)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (!codes.Remove(code, out var found))
                return null;
            foreach (var old in tokens.Where(pair => pair.Value.Ends <= now).ToArray())
                tokens.Remove(old.Key);
            var token = "eyJ" + RandomNumberGenerator.GetHexString(400, lowercase: true);
            tokens.Add(token, (found.AccountId, now + TokenLifetime));
            return token;
        }
    }

    /// <summary>Whose token it is; null when it is none or no longer one.</summary>
    internal long? AccountOf(string token)
    {
        lock (gate)
            return tokens.TryGetValue(token, out var found) && found.Ends > clock.GetUtcNow() ? found.AccountId : null;
    }
}
