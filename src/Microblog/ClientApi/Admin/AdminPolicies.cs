using Microblog.Accounts;
using Microblog.Data;
using Microblog.Moderation.Domains;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Admin;

/// <summary>What holds for other servers: the client API sees in two lists what is one here, what is let in by name and the rest.</summary>
public sealed class AdminPolicies(Db db, SetDomainPolicy set, LiftDomainPolicy lift, PageLinks links, Viewer viewer)
{
    /// <summary>One page of one of the lists, newest first.</summary>
    public async Task<IReadOnlyList<DomainPolicy>> PageAsync(bool areAllowed, Page page, CancellationToken ct) =>
        links.InOrder(await In(areAllowed).AsNoTracking().On(page, p => p.Id).ToListAsync(ct), page, p => p.Id);

    /// <summary>The policy of that id, on that list.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public async Task<DomainPolicy> OneAsync(bool isAllowed, string id, CancellationToken ct)
    {
        var number = ApiText.RequiredId(id);
        return await In(isAllowed).AsNoTracking().SingleOrDefaultAsync(p => p.Id == number, ct) ?? throw new RefusalException(Refusal.NotFound);
    }

    /// <summary>The policy about exactly that server; null when there is none.</summary>
    /// <exception cref="RefusalException">That is no name of a server.</exception>
    public async Task<DomainPolicy?> AboutAsync(string? domain, CancellationToken ct) => DomainName.TryParse(domain, out var host)
        ? await db.DomainPolicies.AsNoTracking().SingleOrDefaultAsync(p => p.Host == host, ct)
        : throw new RefusalException(Refusal.DomainNotUnderstood);

    /// <summary>Decides, as the page does.</summary>
    public Task<DomainPolicy> SetAsync(DomainDecision decision, CancellationToken ct) => set.RunAsync(decision, viewer.RequiredActorId, ct);

    /// <summary>Lifts it, as the page does.</summary>
    public Task LiftAsync(DomainPolicy policy, string reason, CancellationToken ct) => lift.RunAsync(policy.Host, viewer.RequiredActorId, reason, ct);

    private IQueryable<DomainPolicy> In(bool areAllowed) => db.DomainPolicies.Where(p => p.Level == PolicyLevel.Allow == areAllowed);
}
