using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>Two versions of a notice that are read at the same moment, as when one is sent and the other fetched.</summary>
public sealed class RevisionOrderTests
{
    [Theory, EachDatabase]
    public async Task The_newer_version_stays_whichever_is_stored_last(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(scene.Peer.Create("<p>one</p>", "/notes/1"));
        var ct = TestContext.Current.CancellationToken;
        var newest = DateTimeOffset.Parse("2026-01-02T06:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        await using var former = scene.Server.NewScope();
        await using var latter = scene.Server.NewScope();
        var sender = await former.Get<Db>().Actors.SingleAsync(a => a.Uri == scene.Peer.ActorId, ct);
        var db = latter.Get<Db>();

        Task<Outcome>? overtaken = null;
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.Notices.ExecuteUpdateAsync(n => n.SetProperty(x => x.EditedAt, newest), ct);
                overtaken = former.Get<ReviseNotice>().RunAsync(Second(scene.Peer, sender), sender, ct);
                if (database == TestDatabase.PostgreSql)
                    await Wait.UntilAsync(() => scene.Server.AskAsync(WaitsForARowAsync));
            },
            ct);

        Assert.NotNull((await overtaken!).IgnoredBecause);
        Assert.Equal(("<p>one</p>", newest), await scene.Server.AskAsync(async d =>
        {
            var notice = await d.Notices.AsNoTracking().SingleAsync(ct);
            return (notice.Html.Value, notice.EditedAt!.Value);
        }));
        Assert.False(await scene.Server.AskAsync(d => d.NoticeVersions.AnyAsync(ct)));
    }

    private static Note Second(Peer peer, Actor sender)
    {
        var note = (System.Text.Json.Nodes.JsonObject)peer.Create("<p>two</p>", "/notes/1")["object"]!.DeepClone();
        note.Insert(0, "@context", "https://www.w3.org/ns/activitystreams");
        note["attributedTo"] = sender.Uri.AbsoluteUri;
        note["updated"] = "2026-01-02T05:00:00Z";
        return NoteParser.Parse(System.Text.Encoding.UTF8.GetBytes(note.ToJsonString()));
    }

    private static async Task<bool> WaitsForARowAsync(Db db) => await db.Database
        .SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'""")
        .SingleAsync() > 0;
}
