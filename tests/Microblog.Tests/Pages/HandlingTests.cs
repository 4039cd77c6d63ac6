using System.Net;
using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>What moderators do with reports and blocked accounts, on pages.</summary>
public sealed class HandlingTests
{
    [Theory, EachDatabase]
    public async Task A_report_says_which_rules_were_broken_is_taken_on_closed_and_opened_again(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Settings["Instance:Rules:0"] = "Be kind");
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        using var visitor = await Visitor.SignedInAsync(server, alice);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await visitor.OpenAsync($"/reports/new?account={bob.ActorId}");

        await visitor.SubmitAsync("/reports", ("comment", "Rude"), ("category", "Violation"), ("rule", "1"));

        var id = await server.AskAsync(db => db.Reports.Select(r => r.Id).SingleAsync());
        await moderator.OpenAsync($"/moderation/reports/{id}");
        Assert.Contains("Against the rules", moderator.Words, StringComparison.Ordinal);
        Assert.Contains("Be kind", moderator.Words, StringComparison.Ordinal);
        await moderator.SubmitAsync($"/moderation/reports/{id}/assign");
        Assert.Contains("boss deals with it", moderator.Words, StringComparison.Ordinal);
        await moderator.SubmitAsync($"/moderation/reports/{id}/assign");
        Assert.DoesNotContain("boss deals with it", moderator.Words, StringComparison.Ordinal);
        await moderator.SubmitAsync($"/moderation/reports/{id}/close", ("note", "Done"));
        await moderator.OpenAsync($"/moderation/reports/{id}");
        await moderator.SubmitAsync($"/moderation/reports/{id}/reopen");
        Assert.True(await server.AskAsync(db => db.Reports.AllAsync(r => r.ClosedAt == null && r.ClosingNote == null)));
        await visitor.OpenAsync($"/reports/new?account={bob.ActorId}");
        await visitor.SubmitAsync("/reports", ("category", "Violation"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
    }

    [Theory, EachDatabase]
    public async Task An_administrator_deletes_what_a_blocked_account_holds_and_a_moderator_is_not_offered_that(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("Hello.");
        await server.BlockAsync(alice);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        using var administrator = await Visitor.SignedInAsync(server, await server.SignUpAsync("chief", Role.Administrator));
        await moderator.OpenAsync("/moderation/accounts/alice");
        Assert.Null(moderator.Page.QuerySelector("form[action='/moderation/accounts/alice/erase']"));
        await moderator.PostAsync("/moderation/accounts/alice/erase", new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = "Mine" });
        Assert.Equal(HttpStatusCode.Forbidden, moderator.Status);

        await administrator.OpenAsync("/moderation/accounts/alice");
        await administrator.SubmitAsync("/moderation/accounts/alice/erase", ("reason", "Asked for"));

        await server.WaitUntilAsync(async db => !await db.Notices.AnyAsync());
        Assert.Equal("Asked for", await server.AskAsync(db => db.LogEntries.Where(e => e.Action == LogAction.Erase).Select(e => e.Reason).SingleAsync()));
        Assert.Null(administrator.Page.QuerySelector("form[action='/moderation/accounts/alice/erase']"));
    }
}
