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

    [MastodonPyTheory, EachDatabase]
    public async Task A_journey_through_the_client_api_ends_well(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);

        ClientProgram.AssertWent(Expected, await ClientProgram.TravelAsync(server, "/usr/bin/python3", "tests/peers/mastodon-py/journey.py"));
    }
}
