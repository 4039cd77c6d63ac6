using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Search;

/// <summary>Finds whom or what an address means, asking its server.</summary>
public sealed class AskElsewhere(Db db, IActorDirectory actors, INoticeDirectory notices, TimeProvider clock)
{
    /// <summary>The path of the page here.</summary>
    /// <exception cref="RefusalException">It is no address, or neither anybody nor anything that the viewer may read is there.</exception>
    public async Task<string> RunAsync(string address, long? viewer, CancellationToken ct)
    {
        try
        {
            return await db.Actors.PathOfAsync((await actors.FindAsync(address, ct)).Id, ct);
        }
        catch (RefusalException)
        {
            // It may be the address of a notice; and if it is not that either, why it is nobody's says more.
            if (await notices.FindAsync(address, asksElsewhere: true, ct) is { } id && await PathAsync(id, viewer, ct) is { } path)
                return path;
            throw;
        }
    }

    private async Task<string?> PathAsync(long noticeId, long? viewer, CancellationToken ct) =>
        await db.Notices.Where(n => n.Id == noticeId).VisibleTo(viewer, clock.GetUtcNow()).As(NoticeView.Shape).SingleOrDefaultAsync(ct) is { } notice
            ? notice.Path
            : null;
}
