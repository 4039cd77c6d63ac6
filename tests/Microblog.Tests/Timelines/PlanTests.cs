using Microblog.Data;
using Microblog.Tests.Support;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Timelines;

/// <summary>A page of a timeline is read along an index and costs the same however much is stored.</summary>
public sealed class PlanTests
{
    private static readonly Dictionary<string, Func<Db, IQueryable<Placed>>> Timelines = new(StringComparer.Ordinal)
    {
        ["home"] = db => db.Notices.OnHomeOf(db, 1),
        ["tag"] = db => db.Notices.Tagged(db, "wiki", DateTimeOffset.MaxValue),
        ["profile"] = db => db.Notices.By(1).InPlace(),
        ["favourites"] = db => db.Notices.LikedBy(db, 1),
        ["repeats"] = db => db.Notices.Where(n => n.RepeatOfId == 1).InPlace(),
        ["public"] = db => db.Notices.OnPublicPage(DateTimeOffset.MaxValue).InPlace(),
    };

    [Theory]
    [InlineData("home", "sqlite_autoindex_home_entries_1")]
    [InlineData("tag", "sqlite_autoindex_notice_tags_1")]
    [InlineData("profile", "ix_notices_author_id_id")]
    [InlineData("favourites", "ix_likes_actor_id_id")]
    [InlineData("repeats", "ix_notices_repeat_of_id_id")]
    [InlineData("public", "ix_notices_visibility_id_here")]
    public async Task SQLite_walks_the_timeline_and_sorts_nothing(string timeline, string index)
    {
        await using var server = await TestServer.StartAsync();

        foreach (var page in new[] { new Page(), new Page(MaxId: 100), new Page(MinId: 100) })
        {
            var plan = await server.AskAsync(db => PlanAsync(db, Timelines[timeline](db), page));

            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN", plan.Replace("SCAN s", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }
    }

    private static async Task<string> PlanAsync(Db db, IQueryable<Placed> placed, Page page)
    {
        var shown = placed.VisibleTo(1, DateTimeOffset.UnixEpoch).On(page).As(NoticeView.Shape);
        await db.Database.OpenConnectionAsync();
        await using var command = shown.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var rows = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await rows.ReadAsync())
            plan.Add(rows.GetString(3));
        return string.Join('\n', plan);
    }
}
