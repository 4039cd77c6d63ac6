using Microblog.About;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Admin;

/// <summary>Reads accounts as moderators see them: also those that are shown to nobody.</summary>
public sealed class AdminAccounts(Db db, Shapes shapes, FillAccounts fill, PageLinks links, ServerTexts texts)
{
    /// <summary>One page, newest first.</summary>
    /// <param name="now">The moment at which blocks are looked at.</param>
    public async Task<IReadOnlyList<AdminAccount>> PageAsync(IQueryable<Actor> actors, Page page, DateTimeOffset now, CancellationToken ct)
    {
        var read = await shapes.ForModerators(actors.On(page, a => a.Id), Block.StandsAt(now)).AsNoTracking().ToListAsync(ct);
        return await ShownAsync(links.InOrder(read, page, a => a.Id), ct);
    }

    /// <summary>The account of that id.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public async Task<AdminAccount> OneAsync(long actorId, DateTimeOffset now, CancellationToken ct) =>
        (await ByIdAsync([actorId], now, ct)).GetValueOrDefault(actorId) ?? throw new RefusalException(Refusal.NotFound);

    /// <summary>These accounts, by their ids.</summary>
    public async Task<IReadOnlyDictionary<long, AdminAccount>> ByIdAsync(long[] actorIds, DateTimeOffset now, CancellationToken ct)
    {
        var actors = db.Actors.Where(a => actorIds.Contains(a.Id) && a.Id != InstanceActor.ActorId);
        var read = await shapes.ForModerators(actors, Block.StandsAt(now)).AsNoTracking().ToListAsync(ct);
        return (await ShownAsync(read, ct)).ToDictionary(a => ApiText.RequiredId(a.Id));
    }

    private async Task<IReadOnlyList<AdminAccount>> ShownAsync(IReadOnlyList<AdminAccountRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return [];
        await fill.RunAsync([.. rows.Select(r => r.Account)], ct);
        return [.. rows.Select(r => AdminAccount.Of(r, texts.Languages[0]))];
    }
}
