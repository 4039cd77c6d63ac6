using Microblog.Tests.Support;

namespace Microblog.Tests.Clients;

/// <summary>What people do with megalodon, the library of Whalebird and others, works as its makers meant it.</summary>
public sealed class MegalodonTests
{
    private static readonly (string Step, string Result)[] Expected =
    [
        ("app", """["megalodon","urn:ietf:wg:oauth:2.0:oob","https://app.test/","read write follow","megalodon"]"""),
        ("kind of server", "\"mastodon\""),
        ("who", """["editor","public","sysop_1"]"""),
        ("profile", """["Ed","I edit.","unlisted",true,["Wiki","Site"],true,200,200,"public",false]"""),
        ("fetch", """["sysop_1",true,["sysop_1"]]"""),
        ("follow", """[true,true,false,true,["sysop_1"],["editor"],true,2]"""),
        ("personal note", "\"met at the library\""),
        ("endorse", """[true,["sysop_1"],false]"""),
        ("mute", """[false,["sysop_1"],false]"""),
        ("unfollow", "false"),
        ("block", """[true,["sysop_1"],false]"""),
        ("domain block", """[["bad.test"],[]]"""),
        ("follow requests", """[true,["sysop_1"],false,true,0]"""),
        ("lists", """["Sysops",["sysop_1"],["Sysops"],true,0,"Sysops",0]"""),
        ("report", """["spam","sysop_1",1,false]"""),
        ("directory", """["editor","sysop_1"]"""),
        ("suggestions", "[0,0]"),
        ("media", """["image",64,"A map of the coast","A map of the coast","maps",true,"en",["Maps"],"A map of the coast",200]"""),
        ("edit", """[true,1,"Maps of the whole coast #Maps","all maps"]"""),
        ("thread", "[true,true,1]"),
        ("favourite", """[true,true,["sysop_1"],0]"""),
        ("repeat", """[true,["sysop_1"],false]"""),
        ("bookmark", "[true,true,false]"),
        ("pin", "[true,true,false]"),
        ("mute thread", "[true,false]"),
        ("quote", "true"),
        ("poll", """[true,[0,2],[1,0,1],["East","South"],0]"""),
        ("scheduled", """["Later",true,1,true,0]"""),
        ("delete", "404"),
        ("timelines", "[true,true,true,true,1,false,1]"),
        ("search", """[true,["maps"],["sysop_1"],true]"""),
        ("tags", """["maps",true,1,false,["Coast"],0,["maps"]]"""),
        ("trends", "[[],[]]"),
        ("instance", "[true,true,500,true,12,[],[]]"),
        ("conversations", """[true,["sysop_1"],"direct",false,0]"""),
        ("notifications", """[["favourite","follow","mention","reblog"],["favourite","reblog"],"follow",3]"""),
        ("filters", """[true,true,["public","thread"],false,"goal",["goal"],0]"""),
        ("markers", """["12345","67890"]"""),
        ("preferences", """["public",false,"en"]"""),
        ("stream of oneself", "[]"),
        ("stream of everybody", "\"sysop_1\""),
        ("stream of here", "\"sysop_1\""),
        ("stream of a tag", "\"Rivers\""),
        ("stream of a list", "\"<p>Listed</p>\""),
        ("stream of direct messages", """["conversation",["sysop_1"],true]"""),
        ("revoked", "401"),
    ];

    [NodeClientTheory, EachDatabase]
    public async Task A_journey_through_the_client_api_ends_well(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);

        ClientProgram.AssertWent(Expected, await NodeClient.TravelAsync(server, "megalodon.mjs"));
    }
}
