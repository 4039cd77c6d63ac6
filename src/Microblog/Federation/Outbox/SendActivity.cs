using System.Globalization;
using System.Text;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Stores an activity once and makes a delivery of it for every inbox that must have it.</summary>
public sealed class SendActivity(Db db, ActivityProofs proofs, WorkerSignal signal, Snowflake ids, TimeProvider clock)
{
    private const string Notices = "/notices/";

    /// <summary>Sends an activity to named actors, and to the followers of its actor when asked.</summary>
    /// <remarks>Does nothing when an activity of that id was sent before, so that a job that runs twice sends once.</remarks>
    public async Task RunAsync(Activity activity, long actorId, bool toFollowers, IReadOnlyList<long> named, CancellationToken ct)
    {
        var uri = activity.Id.AbsoluteUri;
        if (await db.Activities.AnyAsync(a => a.Uri == uri, ct))
            return;

        var json = Encoding.UTF8.GetString(await proofs.AddAsync(ActivityWriter.Write(activity), actorId, ct));
        await db.InOneTransactionAsync(
            async () =>
            {
                await DeliveryOrder.HoldAsync(db, ct);
                var stored = new StoredActivity
                {
                    Id = ids.NextAfter(await db.Activities.MaxAsync(a => (long?)a.Id, ct) ?? 0),
                    Uri = uri,
                    ActorId = actorId,
                    Json = json,
                    ToFollowers = toFollowers,
                    NoticeId = NoticeIn(activity),
                    CreatedAt = clock.GetUtcNow(),
                };
                db.Activities.Add(stored);
                await db.SaveChangesAsync(ct);
                await DeliveryRows.AddAsync(db, stored, named, ct);
                db.AfterCommit(signal.Wake);
            },
            ct);
    }

    private static long? NoticeIn(Activity activity) => activity switch
    {
        Create create => NoticeIdOf(create.Object.Id),
        Update { Note: { } note } => NoticeIdOf(note.Id),
        QuoteRequest request => NoticeIdOf(request.Instrument),
        _ => null,
    };

    // What we show is ours, so its path says enough.
    private static long? NoticeIdOf(Uri note) =>
        note.AbsolutePath.StartsWith(Notices, StringComparison.Ordinal)
        && long.TryParse(note.AbsolutePath.AsSpan(Notices.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
