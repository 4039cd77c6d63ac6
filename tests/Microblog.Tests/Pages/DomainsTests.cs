using System.Net;
using Microblog.Accounts;
using Microblog.Moderation.Domains;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

public sealed class DomainsTests
{
    [Theory, EachDatabase]
    public async Task A_moderator_decides_changes_and_lifts_and_everybody_reads_of_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        using var passerBy = new Visitor(server);
        await moderator.OpenAsync("/moderation/domains/new");

        await moderator.SubmitAsync("/moderation/domains", ("domain", "Bücher.example"), ("level", "Block"), ("public_comment", "Spam"), ("private_comment", "see mail"), ("obfuscate", "true"));

        Assert.Contains("xn--bcher-kva.example", moderator.Words, StringComparison.Ordinal);
        Assert.Contains("see mail", moderator.Words, StringComparison.Ordinal);
        foreach (var path in (string[])["/about/domains", "/log"])
        {
            await passerBy.OpenAsync(path);
            Assert.Contains("Spam", passerBy.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("xn--bcher-kva", passerBy.Source, StringComparison.Ordinal);
            Assert.DoesNotContain("see mail", passerBy.Source, StringComparison.Ordinal);
        }

        await moderator.OpenAsync("/moderation/domains/xn--bcher-kva.example");
        await moderator.SubmitAsync("/moderation/domains", ("level", "Silence"));
        var policy = await server.AskAsync(db => db.DomainPolicies.SingleAsync());
        Assert.Equal((PolicyLevel.Silence, "Spam"), (policy.Level, policy.PublicComment));

        await moderator.OpenAsync("/moderation/domains/xn--bcher-kva.example");
        await moderator.SubmitAsync("/moderation/domains/xn--bcher-kva.example/lift", ("reason", "They moderate now"));
        Assert.False(await server.AskAsync(db => db.DomainPolicies.AnyAsync()));
        await passerBy.OpenAsync("/log");
        Assert.Equal(3, passerBy.Page.QuerySelectorAll(".log li").Length);
        Assert.Contains("They moderate now", passerBy.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_server_or_this_one_is_refused_and_what_was_typed_is_kept()
    {
        await using var server = await TestServer.StartAsync();
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync("/moderation/domains/new");

        foreach (var domain in (string[])["no name", server.Host])
        {
            await moderator.SubmitAsync("/moderation/domains", ("domain", domain), ("level", "Block"), ("public_comment", "Because"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, moderator.Status);
            Assert.Equal("Because", moderator.Page.QuerySelector("#public-comment")!.GetAttribute("value"));
        }

        Assert.False(await server.AskAsync(db => db.DomainPolicies.AnyAsync()));
        Assert.False(await server.AskAsync(db => db.LogEntries.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_list_says_first_what_it_would_do_and_its_bad_lines_are_not_lost(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync("/moderation/domains/import");
        const string List = "#domain,#severity,#public_comment\none.example,suspend,First\nexa**.example,suspend,\ntwo.example,silence,\n";

        await moderator.SubmitAsync("/moderation/domains/import", ("list", List));

        Assert.Contains("2 changes", moderator.Words, StringComparison.Ordinal);
        Assert.Contains("Line 3", moderator.Words, StringComparison.Ordinal);
        Assert.False(await server.AskAsync(db => db.DomainPolicies.AnyAsync()));
        await moderator.PostAsync("/moderation/domains/import", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["list"] = moderator.Page.QuerySelector("#agree textarea")!.TextContent,
            ["otherwise"] = "Block",
            ["agreed"] = "true",
        });

        Assert.Contains("Line 3", moderator.Words, StringComparison.Ordinal);
        Assert.Equal(2, await server.AskAsync(db => db.DomainPolicies.CountAsync()));
        await moderator.OpenAsync("/moderation/domains/export");
        Assert.Equal(
            "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\none.example,suspend,false,false,First,false\ntwo.example,silence,false,false,,false\n",
            moderator.Source);
    }

    [Fact]
    public async Task Only_moderators_decide()
    {
        await using var server = await TestServer.StartAsync();
        using var user = await Visitor.SignedInAsync(server, await server.SignUpAsync("alice"));

        foreach (var path in (string[])["/moderation/domains", "/moderation/domains/new", "/moderation/domains/import", "/moderation/domains/export"])
        {
            await user.OpenAsync(path);
            Assert.NotEqual(HttpStatusCode.OK, user.Status);
        }
    }
}
