using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

public sealed class StandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private static readonly WikiSettings Wiki = new() { Id = "w", Name = "W", ApiUrl = new Uri("https://wiki.example/w/api.php") };

    private static readonly Standing Editor =
        new() { UserId = 4, Name = "Alice", Exists = true, HasRequiredRight = true, AsOf = Now };

    [Fact]
    public void A_good_answer_lasts_five_minutes_and_a_refusal_one()
    {
        var newcomer = Editor with { HasRequiredRight = false };

        Assert.False(Editor.NeedsRecheck(Wiki, Now.AddMinutes(5).AddTicks(-1)));
        Assert.True(Editor.NeedsRecheck(Wiki, Now.AddMinutes(5)));
        Assert.False(newcomer.NeedsRecheck(Wiki, Now.AddMinutes(1).AddTicks(-1)));
        Assert.True(newcomer.NeedsRecheck(Wiki, Now.AddMinutes(1)));
    }

    [Fact]
    public void The_end_of_a_block_asks_for_a_recheck_at_once()
    {
        var blocked = Editor with { BlockedUntil = BlockedUntil.Time(Now.AddSeconds(10)) };

        Assert.False(blocked.NeedsRecheck(Wiki, Now.AddSeconds(9)));
        Assert.True(blocked.NeedsRecheck(Wiki, Now.AddSeconds(10)));
        Assert.False(blocked.MayPost(Now.AddYears(1)));
        Assert.True((blocked with { AsOf = Now.AddSeconds(11) }).MayPost(Now.AddSeconds(12)));
    }

    [Fact]
    public void A_block_without_end_is_never_over()
    {
        Assert.False(BlockedUntil.Forever.IsOver(DateTimeOffset.MaxValue));
        Assert.False(BlockedUntil.NotBlocked.IsOver(Now));
        Assert.True(BlockedUntil.FromEnd(BlockedUntil.Forever.End).IsForever);
        Assert.False(BlockedUntil.FromEnd(null).IsBlock);
    }

    [Fact]
    public void What_is_worst_is_said_first()
    {
        var everything = Editor with
        {
            Exists = false,
            IsTemporary = true,
            IsSystem = true,
            HasRequiredRight = false,
            BlockedUntil = BlockedUntil.Forever,
        };

        Assert.Equal(StandingProblem.NoAccount, everything.WhyNot(Now));
        Assert.Equal(StandingProblem.Temporary, (everything with { Exists = true }).WhyNot(Now));
        Assert.Equal(StandingProblem.SystemAccount, (everything with { Exists = true, IsTemporary = false }).WhyNot(Now));
        Assert.Equal(StandingProblem.Blocked, (everything with { Exists = true, IsTemporary = false, IsSystem = false }).WhyNot(Now));
    }
}
