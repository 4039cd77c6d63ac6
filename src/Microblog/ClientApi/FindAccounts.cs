using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Search;

namespace Microblog.ClientApi;

/// <summary>Finds accounts by what somebody types, here and elsewhere.</summary>
public sealed class FindAccounts(FindActors actors, Viewer viewer, IActorDirectory directory, AccountLists accounts)
{
    /// <summary>Those found: who has the name, whose name begins so, then whose display name holds it.</summary>
    public async Task<IReadOnlyList<Account>> RunAsync(AccountQuery asked, CancellationToken ct)
    {
        var query = asked.Text.Trim();
        if (query.Length is 0 or > Looked.LongestQuery)
            return [];
        if (asked.Resolves && await ResolveAsync(query, ct) is { } one)
            return [.. (await accounts.ByIdAsync([one], ct)).Values];
        var ids = await actors.RunAsync(new(query, asked.Limit, asked.Offset, asked.OnlyFollowed), viewer.ActorId, ct);
        var read = await accounts.ByIdAsync(ids, ct);
        return [.. ids.Select(id => read.GetValueOrDefault(id)).OfType<Account>()];
    }

    /// <summary>Whom a full name or address means, asking their server; null when it is neither, or nobody answers.</summary>
    private async Task<long?> ResolveAsync(string query, CancellationToken ct)
    {
        if (!query.TrimStart('@').Contains('@', StringComparison.Ordinal) && !query.Contains("://", StringComparison.Ordinal))
            return null;
        try
        {
            return (await directory.FindAsync(query, ct)).Id;
        }
        catch (RefusalException)
        {
            return null;
        }
    }
}

/// <summary>Which accounts are looked for.</summary>
/// <param name="Resolves">Other servers are asked, too.</param>
/// <param name="OnlyFollowed">Only those whom the viewer follows.</param>
public sealed record AccountQuery(string Text, int Limit, int Offset = 0, bool Resolves = false, bool OnlyFollowed = false);
