using Microblog.Accounts;
using Microblog.Announcements;
using Microblog.Tests.Support;

namespace Microblog.Tests.Clients;

/// <summary>What people do with Mastodon.py works as its makers meant it.</summary>
public sealed class MastodonPyTests
{
    private static readonly (string Step, string Result)[] Expected =
    [
        ("app", """["Mastodon.py","https://app.test/"]"""),
        ("post", """["public",true,"maps"]"""),
        ("preferences", "\"public\""),
        ("filters", """["cup",true,"goal",["thread"],["goal"],0]"""),
        ("filters apply", """[[true],"coast"]"""),
        ("scheduled", """[["later"],0]"""),
        ("told", """[["favourite","follow"],["favourite"],1,0]"""),
        ("conversations", """[true,["sysop_1"],false]"""),
        ("thread", "[true,false]"),
        ("markers", """["12345","12345"]"""),
        ("featured", """[["Maps"],0]"""),
        ("search", """[[true],["maps"],["sysop_1"],[true]]"""),
        ("stream", """[true,"update first","edit second","delete","reblog"]"""),
        ("streams", """["update ","update ","update ","update ","update ","conversation sysop_1"]"""),
        ("lists", """[["sysop_1"],["Streamed","Friends"],true,"Others",0,1]"""),
        ("profile", """["Ed","I edit.",["Site"],true,true]"""),
        ("accounts", """["sysop_1",true,true,false,true,["sysop_1"],["editor"],[true,false],[0],"met once",true,["sysop_1"],false,false]"""),
        ("kept away", """[true,false,["sysop_1"],false,true,["sysop_1"],false,["bad.test"],[]]"""),
        ("follow requests", """[true,["sysop_1"],false,true,false]"""),
        ("media", """["image",0.5,"A red dot","A red dot",1,1,true]"""),
        ("edits", """["Maps of all coasts #Maps",["maps","all maps"]]"""),
        ("reactions", """[true,["sysop_1"],1,false,"unlisted",["sysop_1"],false,true,1,false,true,1,false]"""),
        ("replies", """[true,["editor"],[true],[true]]"""),
        ("poll", "[[0,1],[1,1],1]"),
        ("deleted", """["Wrong","MastodonNotFoundError"]"""),
        ("timelines", "[1,[true,true,true],0,true,true]"),
        ("report", """["spam","sysop_1",false]"""),
        ("instance", """[true,true,true,"microblog",[],[],true]"""),
        ("trends", "[[],[],[],[]]"),
        ("directory", """["editor","sysop_1"]"""),
        ("suggestions", "[]"),
        ("activity", "12"),
        ("peers", "[]"),
        ("revoked", "\"MastodonUnauthorizedError\""),
    ];

    private static readonly (string Step, string Result)[] Moderating =
    [
        ("announced", """["\u003Cp\u003EWe move\u003C/p\u003E",false,[["\uD83C\uDF89",1,true]],true,0]"""),
        ("accounts", """[["bob","chief"],["chief"],["bob"],["bob","bob"]]"""),
        ("actions", "[[true,false],[true,false],[true,false]]"),
        ("reports", """[[["Rude","spam"]],"chief",null,[true,false],[true],"bob"]"""),
        ("domains", """[["silence",true,"suspend"],[["example.org","suspend","Noise"]],true,0]"""),
        ("figures", """[[["new_users",2,3],["opened_reports",1,3],["instance_statuses",0,3]],[["languages",[]],["software_versions",["microblog"]]],[3,2,1]]"""),
        ("suspended", """[["bob"],false,true]"""),
    ];

    [MastodonPyTheory, EachDatabase]
    public async Task A_journey_through_the_client_api_ends_well(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);

        ClientProgram.AssertWent(Expected, await ClientProgram.TravelAsync(server, "/usr/bin/python3", "tests/peers/mastodon-py/journey.py"));
    }

    [MastodonPyTheory, EachDatabase]
    public async Task An_administrator_moderates(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (chief, bob) = (await server.SignUpAsync("chief", Role.Administrator), await server.SignUpAsync("bob"));

        await chief.DoAsync<WriteAnnouncement>(w => w.RunAsync(null, new AnnouncementDraft("We move"), chief.ActorId, TestContext.Current.CancellationToken));

        var journey = await ClientProgram.TravelAsync(
            server, "/usr/bin/python3", "tests/peers/mastodon-py/moderate.py", chief.Token, bob.Token);

        Assert.Equal(
            Moderating.Select(e => $"{e.Step}: {e.Result}"),
            journey.EnumerateObject().Select(s => $"{s.Name}: {System.Text.Json.JsonSerializer.Serialize(s.Value)}"));
    }
}
