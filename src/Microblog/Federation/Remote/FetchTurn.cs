using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Remote;

/// <summary>Which servers a piece of work may wait for. What a stranger speaks of waits in the lane of the server that has it, never in the stranger's:
/// a server that does not answer holds up what is to be had from it, and nothing else.</summary>
public sealed class FetchTurn(Db db, JobQueue jobs, FetchedHosts known, FetchShares shares)
{
    /// <summary>An address may lead to an id elsewhere, but not on and on.</summary>
    private const int MostHosts = 3;

    /// <summary>The server that makes us ask others; null where a person here does.</summary>
    public string? CausedBy { get; set; }

    // Null for work that a person waits for: it may ask anybody.
    private string[]? hosts;

    /// <summary>Returns if its server may be asked now.</summary>
    /// <exception cref="OutOfTurnException">Only in its own lane.</exception>
    public void Require(Uri address)
    {
        var host = Origin.HostOf(address);
        if (hosts?.Contains(host, StringComparer.Ordinal) == false)
            throw new OutOfTurnException(host);
    }

    /// <summary>Does the work; when it turns out to need another server, it is done again from the start in that server's lane.</summary>
    /// <param name="allowed">The servers whose turn it is, with spaces between them; empty for none.</param>
    /// <param name="later">The fact that stands for the work, for the servers that it is now known to need.</param>
    public async Task<Outcome> RunAsync<TFact>(string allowed, Func<Task<Outcome>> work, Func<string, TFact> later, CancellationToken ct)
        where TFact : IFact
    {
        // By what the first server says it leads on to the next.
        hosts = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        CausedBy ??= hosts.FirstOrDefault();
        try
        {
            return await work();
        }
        catch (OutOfTurnException elsewhere)
        {
            if (hosts.Length == MostHosts)
                return Outcome.Ignored("it leads from server to server");
            db.ChangeTracker.Clear();
            if (!await MayAskAsync(elsewhere.Host, ct))
                return Outcome.Ignored("its server has us ask enough servers that do not answer us");
            jobs.Raise(later(string.Join(' ', [.. hosts, elsewhere.Host])));
            await db.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }

    /// <summary>Adds the jobs of a fact that is to be handled in a server's lane to what the next save stores, as far as whoever leads there has a share left.</summary>
    public async Task RaiseAsync<TFact>(TFact fact, string host, CancellationToken ct)
        where TFact : IFact
    {
        if (await MayAskAsync(host, ct))
            jobs.Raise(fact);
    }

    // A server may always speak of itself, and of those that answer.
    private async Task<bool> MayAskAsync(string host, CancellationToken ct) =>
        CausedBy is not { } cause
        || string.Equals(cause, host, StringComparison.Ordinal)
        || await known.IsWellAsync(host, ct)
        || shares.Allows(cause);
}

/// <summary>A document is to be fetched in the lane of its server, which this is not.</summary>
public sealed class OutOfTurnException(string host) : Exception($"{host} is asked in its own lane")
{
    public string Host { get; } = host;
}
