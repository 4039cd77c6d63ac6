using System.Net;
using System.Text.Json;
using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.Moderation.Domains;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi.Admin;

/// <summary>What moderators' apps decide about other servers.</summary>
public sealed class AdminDomainsTests
{
    [Theory, EachDatabase]
    public async Task A_server_is_silenced_then_blocked_then_let_be(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);

        var made = await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/domain_blocks/", ("domain", "Example.ORG"), ("public_comment", "Noise"));

        string[] fields = ["id", "domain", "created_at", "severity", "reject_media", "reject_reports", "private_comment", "public_comment", "obfuscate"];
        Assert.Equal(fields.Order(StringComparer.Ordinal), made.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("example.org", "silence", "Noise", JsonValueKind.Null), (made.Text("domain"), made.Text("severity"), made.Text("public_comment"), made.GetProperty("private_comment").ValueKind));
        var path = $"/api/v1/admin/domain_blocks/{made.Text("id")}";
        using var json = await boss.Client.PutAsJsonAsync(path, new { severity = "suspend", obfuscate = true, reject_media = true, private_comment = "Ask Bob" }, TestContext.Current.CancellationToken);
        var changed = await json.OkAsync();
        Assert.Equal(("suspend", "Noise", "Ask Bob", true, true, false), (
            changed.Text("severity"), changed.Text("public_comment"), changed.Text("private_comment"),
            changed.GetProperty("obfuscate").GetBoolean(), changed.GetProperty("reject_media").GetBoolean(), changed.GetProperty("reject_reports").GetBoolean()));
        Assert.Equal(made.Text("created_at"), changed.Text("created_at"));
        Assert.Equal([made.Text("id")], (await boss.GetAsync("/api/v1/admin/domain_blocks/")).Ids());
        Assert.Equal("suspend", (await boss.GetAsync(path)).Text("severity"));
        Assert.True(await server.AskAsync(db => db.DomainPolicies.AnyAsync(p => p.Host == "example.org" && p.Level == PolicyLevel.Block && p.ById == boss.ActorId)));

        Assert.Equal("{}", (await boss.SendAsync(HttpMethod.Delete, path)).GetRawText());
        Assert.Empty((await boss.GetAsync("/api/v1/admin/domain_blocks")).Ids());
        Assert.Equal(
            [LogAction.SilenceDomain, LogAction.BlockDomain, LogAction.LiftDomainPolicy],
            await server.AskAsync(db => db.LogEntries.OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_server_is_let_in_by_name_and_no_longer(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);

        var made = await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/domain_allows", ("domain", "example.org"));
        Assert.Equal(["created_at", "domain", "id"], made.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(made.Text("id"), (await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/domain_allows", ("domain", "example.org"))).Text("id"));
        var path = $"/api/v1/admin/domain_allows/{made.Text("id")}";
        Assert.Equal("example.org", (await boss.GetAsync(path)).Text("domain"));
        Assert.Empty((await boss.GetAsync("/api/v1/admin/domain_blocks")).Ids());
        Assert.Equal("example.org", (await boss.SendAsync(HttpMethod.Delete, path)).Text("domain"));
        Assert.Empty((await boss.GetAsync("/api/v1/admin/domain_allows")).Ids());
        Assert.Equal([LogAction.AllowDomain, LogAction.LiftDomainPolicy], await server.AskAsync(db => db.LogEntries.OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task What_stands_is_not_weakened_by_adding_and_what_is_wrong_is_refused(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var made = await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/domain_blocks", ("domain", "example.org"), ("severity", "suspend"));
        (HttpMethod, string, (string, string)[], HttpStatusCode)[] wrong =
        [
            (HttpMethod.Post, "domain_blocks", [("domain", "example.org")], HttpStatusCode.UnprocessableEntity),
            (HttpMethod.Post, "domain_allows", [("domain", "example.org")], HttpStatusCode.UnprocessableEntity),
            (HttpMethod.Post, "domain_blocks", [], HttpStatusCode.UnprocessableEntity),
            (HttpMethod.Post, "domain_allows", [("domain", "  ")], HttpStatusCode.UnprocessableEntity),
            (HttpMethod.Post, "domain_blocks", [("domain", server.Host)], HttpStatusCode.UnprocessableEntity),
            (HttpMethod.Post, "domain_blocks", [("domain", "example.com"), ("severity", "limit")], HttpStatusCode.UnprocessableEntity),
            (HttpMethod.Post, "domain_blocks", [("domain", "example.com"), ("public_comment", new string('a', 501))], HttpStatusCode.UnprocessableEntity),
            (HttpMethod.Post, "domain_blocks", [("domain", "example.com"), ("public_comment", "\0")], HttpStatusCode.BadRequest),
            (HttpMethod.Put, $"domain_blocks/{made.Text("id")}", [("severity", "odd")], HttpStatusCode.UnprocessableEntity),
            (HttpMethod.Get, "domain_blocks/12", [], HttpStatusCode.NotFound),
            (HttpMethod.Delete, "domain_blocks/12", [], HttpStatusCode.NotFound),
            (HttpMethod.Delete, $"domain_allows/{made.Text("id")}", [], HttpStatusCode.NotFound),
        ];
        foreach (var (method, path, form, status) in wrong)
        {
            using var answer = await boss.TryAsync(method, $"/api/v1/admin/{path}", form);
            Assert.Equal((path, status), (path, answer.StatusCode));
        }

        Assert.Equal("suspend", (await boss.GetAsync("/api/v1/admin/domain_blocks"))[0].Text("severity"));
    }

    [Theory, EachDatabase]
    public async Task Policies_come_in_pages(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        foreach (var name in new[] { "a", "b", "c" })
            await boss.SendAsync(HttpMethod.Post, "/api/v1/admin/domain_blocks", ("domain", $"{name}.example"));

        using var first = await boss.Client.GetAsync("/api/v1/admin/domain_blocks?limit=2", TestContext.Current.CancellationToken);
        Assert.Equal(["c.example", "b.example"], (await first.OkAsync()).EnumerateArray().Select(d => d.Text("domain")));
        var rest = await boss.GetAsync(first.Headers.GetValues("Link").Single().Split('<', '>')[1]);
        Assert.Equal(["a.example"], rest.EnumerateArray().Select(d => d.Text("domain")));
    }
}
