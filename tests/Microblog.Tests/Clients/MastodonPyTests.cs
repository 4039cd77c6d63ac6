using Microblog.Accounts;
using Microblog.Announcements;
using Microblog.Tests.Support;

namespace Microblog.Tests.Clients;

/// <summary>What people do with Mastodon.py works as its makers meant it.</summary>
public sealed class MastodonPyTests
{
    private static readonly (string Step, string Result)[] Expected =
    [
        ("post", """["public",true,"maps"]"""),
        ("preferences", "\"public\""),
        ("filters", """["cup",true,"goal",["thread"],["goal"],0]"""),
        ("scheduled", """[["later"],0]"""),
        ("told", """[["favourite","follow"],["favourite"],1,0]"""),
        ("conversations", """[true,["bob"],false]"""),
        ("thread", "[true,false]"),
        ("markers", """["12345","12345"]"""),
        ("featured", """[["Maps"],0]"""),
        ("search", """[[true],["maps"],["bob"],[true]]"""),
        ("stream", """[true,"update first","edit second","delete","reblog"]"""),
        ("lists", """[["bob"],["Friends"]]"""),
        ("locked", "true"),
        ("directory", """["alice","bob"]"""),
        ("suggestions", "[]"),
        ("activity", "12"),
        ("peers", "[]"),
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
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));

        var journey = await MastodonPy.TravelAsync(server, alice, bob);

        Assert.Equal(
            Expected.Select(e => $"{e.Step}: {e.Result}"),
            journey.EnumerateObject().Select(s => $"{s.Name}: {System.Text.Json.JsonSerializer.Serialize(s.Value)}"));
    }

    [MastodonPyTheory, EachDatabase]
    public async Task An_administrator_moderates(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (chief, bob) = (await server.SignUpAsync("chief", Role.Administrator), await server.SignUpAsync("bob"));

        await chief.DoAsync<WriteAnnouncement>(w => w.RunAsync(null, new AnnouncementDraft("We move"), chief.ActorId, TestContext.Current.CancellationToken));

        var journey = await MastodonPy.TravelAsync(server, chief, bob, "moderate.py");

        Assert.Equal(
            Moderating.Select(e => $"{e.Step}: {e.Result}"),
            journey.EnumerateObject().Select(s => $"{s.Name}: {System.Text.Json.JsonSerializer.Serialize(s.Value)}"));
    }
}
