using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

public sealed class WikiHandleTests
{
    [Theory]
    [InlineData("Alice Editor", 4, "alice_editor", "alice_editor_4")]
    [InlineData("Alice editor", 5, "alice_editor", "alice_editor_5")]
    [InlineData("Österreich Öl", 6, "osterreich_ol", "osterreich_ol_6")]
    [InlineData("O'Brien.Jr (WMF)", 7, "obrien_jr_wmf", "obrien_jr_wmf_7")]
    [InlineData("O’Brien", 7, "obrien", "obrien_7")]
    [InlineData("用户例子", 20, "u20", "u20_20")]
    [InlineData("Аlice Editor", 40, "u40", "u40_40")]
    [InlineData("Admin", 28, "admin_28", "admin_28_28")]
    [InlineData("1", 44, "u44", "u44_44")]
    [InlineData("123456", 45, "u45", "u45_45")]
    [InlineData("X", 46, "u46", "u46_46")]
    [InlineData("Ａlice", 8, "alice", "alice_8")]
    [InlineData("Straße Ægir Øst Łódź Þór Œuvre Đorđe ıslak", 9, "strasse_aegir_ost_lodz_thor_oe", "strasse_aegir_ost_lodz_thor_9")]
    [InlineData("İstanbul", 10, "istanbul", "istanbul_10")]
    [InlineData("!!! ---", 11, "u11", "u11_11")]
    [InlineData("Bob 🎉 Builder", 12, "bob_builder", "bob_builder_12")]
    [InlineData("Half a pair \ud83c", 13, "half_a_pair", "half_a_pair_13")]
    [InlineData("ROOT", 14, "root_14", "root_14_14")]
    public void Handles_follow_from_names(string name, long userId, string first, string second) =>
        Assert.Equal([first, second], WikiHandle.Derive(name, userId).Take(2));

    [Fact]
    public void Every_candidate_is_a_handle_that_other_servers_take()
    {
        string[] names = ["Admin", "A very long name that goes on and on and on", "Bob", "_x_", "ﷺ", new string('a', 255), ""];
        foreach (var handle in names.SelectMany(name => WikiHandle.Derive(name, long.MaxValue).Concat(WikiHandle.Derive(name, 7))))
        {
            Assert.InRange(handle.Length, 2, WikiHandle.MaxLength);
            Assert.Matches("^[a-z0-9][a-z0-9_]*[a-z0-9]$", handle);
            Assert.DoesNotContain(handle, WikiHandle.Reserved);
            Assert.True(WikiHandle.IsWellFormed(handle), handle);
        }
    }

    [Fact]
    public void A_long_name_gives_way_to_its_number()
    {
        var candidates = WikiHandle.Derive(new string('a', 40), 123).ToArray();

        Assert.Equal(new string('a', 30), candidates[0]);
        Assert.Equal(new string('a', 26) + "_123", candidates[1]);
        Assert.Equal(new string('a', 22) + "_123_123", candidates[2]);
        Assert.Equal(candidates.Length, candidates.Distinct(StringComparer.Ordinal).Count());
    }
}
