using Microblog.Tests.Support;

namespace Microblog.Tests.Clients;

/// <summary>What people do with masto.js, the library of Elk and others, works as its makers meant it.</summary>
public sealed class MastoTests
{
    private static readonly (string Step, string Result)[] Expected =
    [
        ("app", """["masto.js",["https://app.test/back"],"masto.js","https://app.test/",["read","write","follow","push"]]"""),
        ("app alone", """["read","masto.js"]"""),
        ("who", """["editor","public","","sysop_1","Moderator"]"""),
        ("profile", """["Ed","I edit.",["Site","Pronouns"],"en",["image/png","image/png"]]"""),
        ("avatar as text", "[true,200]"),
        ("pictures away", """["/images/avatar.png","/images/header.png"]"""),
        ("fetch", """["sysop_1",["editor","sysop_1"],true,["sysop_1"]]"""),
        ("follow", """[true,false,true,["en"],["sysop_1"],["editor"],true]"""),
        ("personal note", "\"met at the library\""),
        ("endorse", """[true,["sysop_1"],["sysop_1"],false,true,false]"""),
        ("familiar followers", "[true,0]"),
        ("mute", """[true,false,["sysop_1"],false,0]"""),
        ("unfollow", "false"),
        ("block", """[true,["sysop_1"],true,false]"""),
        ("domain block", """[["bad.test"],[]]"""),
        ("follow requests", """[true,true,["sysop_1"],true,false,false,false]"""),
        ("lists", """[true,"Sysops",false,["sysop_1"],["Sysops"],true,0,"Sysops",0]"""),
        ("directory", """["editor","sysop_1"]"""),
        ("suggestions", "[0,0,true]"),
        ("report", """["spam","sysop_1",1,false]"""),
        ("media", """["image",64,0.5,"A map of the coast","A map of the coast","maps",true,"en",["Maps"],"A map of the coast",200]"""),
        ("edit", """[true,["The whole coast"],2,"maps","Maps of the whole coast #Maps",""]"""),
        ("thread", """[true,true,["editor"],1]"""),
        ("favourite", """[true,1,true,["sysop_1"],false,0]"""),
        ("repeat", """[true,"unlisted",["sysop_1"],true,false]"""),
        ("bookmark", "[true,true,false,0]"),
        ("pin", "[true,true,false]"),
        ("mute thread", "[true,false]"),
        ("quote", "[true,true,[]]"),
        ("poll", """[["North","South","West"],true,true,[0,2],[1,0,1],1]"""),
        ("scheduled", """["Later",true,1,true,0]"""),
        ("several", "[1,true]"),
        ("delete", """["Wrong",["MastoHttpError",404]]"""),
        ("once", "true"),
        ("refused", """["MastoHttpError",422,"string"]"""),
        ("timelines", "[true,true,0,true,1]"),
        ("pages", "[true,3,1]"),
        ("search", """[true,["maps"],["sysop_1"],true]"""),
        ("tags", """[7,true,["maps"],false,["Coast"],true,1,false,["maps"]]"""),
        ("trends", "[[],[],[],[]]"),
        ("instance", """[true,true,true,500,12,[],true,"string",{},[],[]]"""),
        ("conversations", """[true,["sysop_1"],"direct",false,true,0]"""),
        ("notifications", """[["favourite","follow","mention","reblog"],4,["follow","mention"],["favourite","mention","reblog"],"follow",3]"""),
        ("grouped", """[["favourite","mention","reblog"],["sysop"],["sysop_1"],true,true,["sysop_1"],1,["mention","reblog"]]"""),
        ("policy", """["accept","filter","editor","1",true,0,0]"""),
        ("filters", """["cup",true,"goal","Sport",["cup","goal"],["cup","goal"],1,true,"Games","hide",["thread"],["goal"],0,0]"""),
        ("older filters", """[true,true,false,null,"goal",["goal"],0]"""),
        ("markers", """["12345","67890",1]"""),
        ("preferences", """["public","en","default"]"""),
        ("stream of oneself", """["user"]"""),
        ("stream of a tag", """["update",["hashtag","rivers"],"sysop_1"]"""),
        ("stream of a list", """["update","list",true]"""),
        ("streams of everybody", """[["public"],["public:local"]]"""),
        ("stream of direct messages", """["conversation",["sysop_1"],true]"""),
        ("stream of notifications", """["notification","mention",["user:notification"]]"""),
        ("revoked", """["MastoHttpError",401]"""),
    ];

    [NodeClientTheory, EachDatabase]
    public async Task A_journey_through_the_client_api_ends_well(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);

        ClientProgram.AssertWent(Expected, await NodeClient.TravelAsync(server, "masto.mjs"));
    }
}
