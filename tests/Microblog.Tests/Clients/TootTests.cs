using Microblog.Tests.Support;

namespace Microblog.Tests.Clients;

/// <summary>What people do with toot, a client for the command line, works as its makers meant it.</summary>
public sealed class TootTests
{
    private static readonly (string Step, string Result)[] Expected =
    [
        ("log in", """["✓ Successfully logged in.","✓ Successfully logged in."]"""),
        ("accounts", """[[["editor","ACTIVE"],["sysop_1",""]],"✓ User editor@here active"]"""),
        ("who", """["@editor Editor",true,true,"@sysop_1 Sysop","@editor Editor"]"""),
        ("instance", """[true,["running","Mastodon"]]"""),
        ("post", """[true,"image",true]"""),
        ("from a pipe", "1"),
        ("later", """["Toot scheduled for:","Toot scheduled for: 2040-01-01 10:00:00+0000"]"""),
        ("timelines", "[true,[true,true,true,true],true]"),
        ("thread", "[true,true]"),
        ("favourite", """["✓ Status favourited","✓ Status unfavourited"]"""),
        ("repeat", """["✓ Status reblogged",["Sysop","@sysop_1"],"✓ Status unreblogged",""]"""),
        ("bookmark", """["✓ Status bookmarked",true,"✓ Status unbookmarked",false]"""),
        ("pin", """["✓ Status pinned","✓ Status unpinned"]"""),
        ("delete", """["✓ Status deleted","There is no such thing here, or it is not yours to see."]"""),
        ("follow", """["✓ You are now following sysop_1",["sysop_1"],["editor"],"✓ You are no longer following @sysop_1"]"""),
        ("mute", """["✓ You have muted sysop_1","✓ sysop_1 is no longer muted"]"""),
        ("block", """["✓ You are now blocking sysop_1","✓ sysop_1 is no longer blocked"]"""),
        ("tags", """["✓ You are now following #Maps",["maps"],"✓ You are no longer following #maps","You're not following any hashtags."]"""),
        ("search", """[["Accounts:","*","@sysop_1","Sysop"],["Hashtags:","#maps"],"Nothing found",["sysop_1"]]"""),
        ("notifications", """[[true,true,true,true],["mentioned"],"Cleared notifications","No notification"]"""),
        ("refused", "\"The notice is too long: at most 500 characters fit, the content warning included.\""),
        ("log out", """["✓ User sysop_1@here logged out",["editor"]]"""),
    ];

    [TootTheory, EachDatabase]
    public async Task A_journey_on_the_command_line_ends_well(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);

        ClientProgram.AssertWent(Expected, await ClientProgram.TravelAsync(server, "/usr/bin/python3", "tests/peers/toot/journey.py"));
    }
}
