using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;

namespace Microblog.Tests.Pages;

/// <summary>Filters by forms alone, and what pages make of them.</summary>
public sealed class FilterPagesTests
{
    [Theory, EachDatabase]
    public async Task A_filter_is_made_changed_and_deleted_by_forms(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/settings/filters");

        await page.SubmitAsync("/settings/filters", ("title", "Football"), ("words", "cup\r\n\r\n goal "), ("contexts", "Home"), ("treatment", "Warn"), ("days", "7"));

        Assert.Contains("cup · goal", page.Words, StringComparison.Ordinal);
        var filter = Assert.Single((await alice.GetAsync("/api/v2/filters")).EnumerateArray());
        Assert.NotNull(filter.GetProperty("expires_at").GetString());
        Assert.Equal(["cup", "goal"], filter.GetProperty("keywords").EnumerateArray().Select(k => k.Text("keyword")));

        await page.OpenAsync($"/settings/filters/{filter.Text("id")}");
        Assert.Equal("cup\ngoal", page.Page.QuerySelector<IHtmlTextAreaElement>("#words")!.Value);
        await page.SubmitAsync($"/settings/filters/{filter.Text("id")}", ("words", "goal\nleague"), ("treatment", "Hide"), ("contexts", "Public"));
        var changed = await alice.GetAsync($"/api/v2/filters/{filter.Text("id")}");
        Assert.Equal(["goal", "league"], changed.GetProperty("keywords").EnumerateArray().Select(k => k.Text("keyword")));
        Assert.Equal(("hide", "public"), (changed.Text("filter_action"), changed.GetProperty("context")[0].GetString()));
        Assert.Equal(filter.Text("expires_at"), changed.Text("expires_at"));

        await page.OpenAsync($"/settings/filters/{filter.Text("id")}");
        await page.SubmitAsync($"/settings/filters/{filter.Text("id")}/delete");
        Assert.Contains("There is no filter yet", page.Words, StringComparison.Ordinal);

        await page.SubmitAsync("/settings/filters", ("title", " "), ("words", "kept"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("kept", page.Page.QuerySelector<IHtmlTextAreaElement>("#words")!.Value);
    }

    [Theory, EachDatabase]
    public async Task Pages_fold_or_leave_out_what_a_filter_is_for(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.FollowAsync(bob);
        var first = await bob.PostAsync("About the cup, @alice");
        await bob.PostAsync(new Microblog.Notices.Draft("A cup of tea", InReplyToId: first.Id));
        await server.WaitUntilIdleAsync();
        await FilterAsync("warn", "home", "thread");
        await FilterAsync("hide", "public", "notifications", "account");
        using var page = await Visitor.SignedInAsync(server, alice);

        await page.OpenAsync("/home");
        Assert.Equal(2, page.Page.QuerySelectorAll(".notice details.warned").Length);
        Assert.Contains("Filtered: warn", page.Words, StringComparison.Ordinal);
        foreach (var address in new[] { "/public", "/notifications", "/@bob" })
        {
            await page.OpenAsync(address);
            Assert.DoesNotContain("cup", page.Words, StringComparison.Ordinal);
        }

        await page.OpenAsync($"/@bob/{first.Id}");
        Assert.Equal(2, page.Page.QuerySelectorAll(".notice details.warned").Length);
        using var passerBy = new Visitor(server);
        await passerBy.OpenAsync("/public");
        Assert.Contains("About the cup", passerBy.Words, StringComparison.Ordinal);

        Task FilterAsync(string action, params string[] contexts) => alice.SendAsync(
            HttpMethod.Post,
            "/api/v2/filters",
            [("title", action), ("filter_action", action), ("keywords_attributes[][keyword]", "cup"), .. contexts.Select(c => ("context[]", c))]);
    }
}
