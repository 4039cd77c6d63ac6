using System.Text;
using System.Text.Json;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Stores an activity once and makes a delivery of it for every inbox that must have it.</summary>
/// <remarks>Source: ActivityPub §7.1, §7.1.3: each inbox once, a server's shared inbox for all its actors.</remarks>
public sealed class SendActivity(Db db, ActivityProofs proofs, WorkerSignal signal, Snowflake ids, TimeProvider clock)
{
    private const string SqliteNumbers = "SELECT value FROM json_each({3})";
    private const string PostgreSqlNumbers = "SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST({3} AS json))";

    /// <summary>{0} activity, {1} now, {2} its actor, {3} named actors as a JSON array, {4} whether its followers are among them.</summary>
    private const string Insert =
        """
        INSERT INTO jobs (lane, kind, payload, activity_id, due_at, attempts)
        SELECT 'host:' || r.host, 'Deliver', '{{"ActivityId":' || {0} || ',"Inbox":"' || r.inbox || '"}}', {0}, {1}, 0
        FROM (
            SELECT DISTINCT a.inbox_host AS host, CASE WHEN {4} THEN COALESCE(a.shared_inbox, a.inbox) ELSE a.inbox END AS inbox
            FROM actors a
            WHERE a.host <> '' AND a.host_standing <> 2 AND a.gone_at IS NULL AND a.inbox IS NOT NULL AND a.id IN (
                SELECT f.follower_id FROM follows f WHERE f.followed_id = {2} AND f.is_accepted AND {4}
                UNION
                NUMBERS)) r
        ORDER BY r.host, r.inbox
        """;

    /// <summary>Sends an activity to named actors, and to the followers of its actor when asked.</summary>
    /// <remarks>Does nothing when an activity of that id was sent before, so that a job that runs twice sends once.</remarks>
    public async Task RunAsync(Activity activity, long actorId, bool toFollowers, IReadOnlyList<long> named, CancellationToken ct)
    {
        var uri = activity.Id.AbsoluteUri;
        if (await db.Activities.AnyAsync(a => a.Uri == uri, ct))
            return;

        var stored = new StoredActivity
        {
            Id = ids.Next(),
            Uri = uri,
            ActorId = actorId,
            Json = Encoding.UTF8.GetString(await proofs.AddAsync(ActivityWriter.Write(activity), actorId, ct)),
            CreatedAt = clock.GetUtcNow(),
        };
        db.Activities.Add(stored);
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await MakeDeliveriesAsync(stored, toFollowers, named, ct);
            },
            ct);
        signal.Wake();
    }

    private Task MakeDeliveriesAsync(StoredActivity stored, bool toFollowers, IReadOnlyList<long> named, CancellationToken ct)
    {
        var sql = Insert.Replace("NUMBERS", db.Database.IsSqlite() ? SqliteNumbers : PostgreSqlNumbers, StringComparison.Ordinal);
        return db.Database.ExecuteSqlRawAsync(
            sql, [stored.Id, stored.CreatedAt.ToUnixTimeMilliseconds(), stored.ActorId, JsonSerializer.Serialize(named), toFollowers], ct);
    }
}
