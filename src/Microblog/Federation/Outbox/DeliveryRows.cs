using System.Text.Json;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Makes the deliveries of stored activities, one for each inbox that must have them.</summary>
/// <remarks>
/// Source: ActivityPub §7.1, §7.1.3: each inbox once, a server's shared inbox for all its actors. The two statements must agree on whom an activity is
/// for: one finds all inboxes of an activity, when it is sent; the other one host's inboxes of many, when that host has missed them.
/// </remarks>
internal static class DeliveryRows
{
    private const string SqliteNumbers = "SELECT value FROM json_each({2})";
    private const string PostgreSqlNumbers = "SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST({2} AS json))";

    /// <summary>{0} activity, {2} named actors as a JSON array.</summary>
    private const string InsertRecipients =
        "INSERT INTO activity_recipients (activity_id, actor_id) SELECT {0}, a.id FROM actors a WHERE a.host <> '' AND a.id IN (NUMBERS)";

    /// <summary>{0} activity, {1} now, {2} its actor, {3} whether its followers are to have it. Hosts that are behind get theirs when they catch up.</summary>
    private const string OfActivity =
        """
        INSERT INTO jobs (lane, kind, payload, activity_id, due_at, attempts)
        SELECT 'host:' || r.host, 'Deliver', '{{"ActivityId":' || {0} || ',"Inbox":"' || r.inbox || '"}}', {0}, {1}, 0
        FROM (
            SELECT DISTINCT a.inbox_host AS host, CASE WHEN {3} THEN COALESCE(a.shared_inbox, a.inbox) ELSE a.inbox END AS inbox
            FROM actors a
            WHERE a.host <> '' AND a.host_standing <> 2 AND a.gone_at IS NULL AND a.inbox IS NOT NULL AND a.id IN (
                SELECT f.follower_id FROM follows f WHERE f.followed_id = {2} AND f.is_accepted AND {3}
                UNION
                SELECT n.actor_id FROM activity_recipients n WHERE n.activity_id = {0})) r
        WHERE NOT EXISTS (SELECT 1 FROM lanes l WHERE l.name = 'host:' || r.host AND l.missed_from IS NOT NULL)
        ORDER BY r.host COLLATION, r.inbox
        """;

    /// <summary>{0} host, {1} now, {2} activities as a JSON array.</summary>
    private const string OfHost =
        """
        INSERT INTO jobs (lane, kind, payload, activity_id, due_at, attempts)
        SELECT 'host:' || {0}, 'Deliver', '{{"ActivityId":' || r.id || ',"Inbox":"' || r.inbox || '"}}', r.id, {1}, 0
        FROM (
            SELECT DISTINCT x.id AS id, CASE WHEN x.to_followers THEN COALESCE(a.shared_inbox, a.inbox) ELSE a.inbox END AS inbox
            FROM activities x CROSS JOIN actors a
            WHERE x.id IN (NUMBERS) AND a.inbox_host = {0} AND a.host <> '' AND a.host_standing <> 2 AND a.gone_at IS NULL AND a.inbox IS NOT NULL AND (
                (x.to_followers AND EXISTS (
                    SELECT 1 FROM follows f WHERE f.follower_id = a.id AND f.followed_id = x.actor_id AND f.is_accepted))
                OR EXISTS (SELECT 1 FROM activity_recipients n WHERE n.activity_id = x.id AND n.actor_id = a.id))) r
        ORDER BY r.id, r.inbox
        """;

    public static async Task AddAsync(Db db, StoredActivity stored, IReadOnlyList<long> named, CancellationToken ct)
    {
        var now = stored.CreatedAt.ToUnixTimeMilliseconds();
        if (named.Count > 0)
            await db.Database.ExecuteSqlRawAsync(Sql(db, InsertRecipients), [stored.Id, now, JsonSerializer.Serialize(named)], ct);
        await db.Database.ExecuteSqlRawAsync(Sql(db, OfActivity), [stored.Id, now, stored.ActorId, stored.ToFollowers], ct);
    }

    public static Task AddForHostAsync(Db db, string host, IReadOnlyList<long> activityIds, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(Sql(db, OfHost), [host, now.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(activityIds)], ct);

    // Lanes are taken in the order of their letters (LaneRows), whatever the database thinks of order.
    private static string Sql(Db db, string statement) => statement
        .Replace("NUMBERS", db.Database.IsSqlite() ? SqliteNumbers : PostgreSqlNumbers, StringComparison.Ordinal)
        .Replace("COLLATION", db.Database.IsSqlite() ? "" : "COLLATE \"C\"", StringComparison.Ordinal);
}
