using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>Takes over a list of policies: first says what that would change, then changes it.</summary>
public sealed class DomainImport(Db db, SetDomainPolicy set, LocalUris uris)
{
    /// <summary>What the list would do, if it were taken over now.</summary>
    /// <exception cref="RefusalException">The list is too long to be read.</exception>
    public async Task<ImportPlan> PlanAsync(string csv, PolicyLevel otherwise, CancellationToken ct)
    {
        if (csv.Length > DomainCsv.MaxBytes)
            throw new RefusalException(Refusal.ListTooLong);
        var list = DomainCsv.Read(csv, otherwise);
        var standing = await db.DomainPolicies.AsNoTracking().ToDictionaryAsync(p => p.Host, StringComparer.Ordinal, ct);
        var own = list.Good.Where(l => l.Decision.Domain == uris.Host).ToList();
        var changes = list.Good.Except(own)
            .Select(l => Compare(l, standing.GetValueOrDefault(l.Decision.Domain)))
            .ToList();
        return new ImportPlan(
            changes.FindAll(c => !c.IsSame),
            changes.FindAll(c => c.IsSame),
            [.. list.Bad.Concat(own.Select(l => new BadLine(l.Number, l.Decision.Domain, "That is this server itself."))).OrderBy(b => b.Number)]);
    }

    /// <summary>Takes the list over: the lines that are understood, all or none. Policies that are not on it stay.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <returns>What was changed.</returns>
    /// <exception cref="RefusalException">The list is too long to be read.</exception>
    public async Task<ImportPlan> RunAsync(string csv, PolicyLevel otherwise, long? byActorId, CancellationToken ct)
    {
        var plan = await PlanAsync(csv, otherwise, ct);
        if (plan.Changes.Count > 0)
            await set.RunAsync([.. plan.Changes.Select(c => c.To)], byActorId, ct);
        return plan;
    }

    private static PlannedChange Compare(DomainLine line, DomainPolicy? standing)
    {
        // What only moderators wrote and read is in no list, so no list takes it away.
        var to = line.Decision with { PrivateComment = standing?.PrivateComment ?? "" };
        var same = standing is not null
            && standing.Level == to.Level
            && standing.RejectsMedia == to.RejectsMedia
            && standing.RejectsReports == to.RejectsReports
            && standing.IsObfuscated == to.IsObfuscated
            && standing.PublicComment == to.PublicComment;
        return new PlannedChange(line.Number, standing?.Level, to, same);
    }
}

/// <summary>What an import does.</summary>
/// <param name="Same">Lines that say what holds already.</param>
/// <param name="Bad">Lines that are left out, and why.</param>
public sealed record ImportPlan(IReadOnlyList<PlannedChange> Changes, IReadOnlyList<PlannedChange> Same, IReadOnlyList<BadLine> Bad);

/// <summary>What one line changes.</summary>
/// <param name="From">Null where no policy stands yet.</param>
public sealed record PlannedChange(int Number, PolicyLevel? From, DomainDecision To, bool IsSame);
