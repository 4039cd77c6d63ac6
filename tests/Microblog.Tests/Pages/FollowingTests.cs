using System.Net;
using Microblog.Actors;
using Microblog.Tests.Support;

namespace Microblog.Tests.Pages;

/// <summary>Following and unfollowing by forms alone.</summary>
public sealed class FollowingTests
{
    [Theory, EachDatabase]
    public async Task Following_fills_the_home_page_and_unfollowing_empties_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("what alice says");
        using var bob = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));

        await bob.OpenAsync("/follow");
        await bob.SubmitAsync("/follows", ("name", $"@{alice.Address}"));

        Assert.Equal("/@alice", bob.At.AbsolutePath);
        Assert.Contains("Unfollow", bob.Words, StringComparison.Ordinal);
        await bob.OpenAsync("/home");
        Assert.Contains("what alice says", bob.Words, StringComparison.Ordinal);
        await bob.OpenAsync("/@alice/followers");
        Assert.Contains("@bob", bob.Words, StringComparison.Ordinal);

        await bob.OpenAsync("/@alice");
        await bob.SubmitAsync($"/follows/{alice.ActorId}/end");
        await bob.OpenAsync("/home");
        Assert.DoesNotContain("what alice says", bob.Words, StringComparison.Ordinal);
        await bob.OpenAsync("/@bob/following");
        Assert.DoesNotContain("@alice", bob.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", HttpStatusCode.NotFound)]
    [InlineData("no such address!", HttpStatusCode.UnprocessableEntity)]
    [InlineData("", HttpStatusCode.UnprocessableEntity)]
    [InlineData("bob", HttpStatusCode.UnprocessableEntity)]
    [InlineData("@x@10.0.0.1", HttpStatusCode.UnprocessableEntity)]
    public async Task A_name_that_cannot_be_followed_stays_in_the_form_with_the_reason(string name, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));
        await bob.OpenAsync("/follow");

        await bob.SubmitAsync("/follows", ("name", name));

        Assert.Equal(status, bob.Status);
        Assert.Equal(name, bob.Page.QuerySelector("#name")!.GetAttribute("value") ?? "");
        Assert.NotEmpty(bob.Page.QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task One_follows_from_a_profile_with_one_press()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var bob = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));
        await bob.OpenAsync("/@alice");

        await bob.SubmitAsync($"/follows/{alice.ActorId}");

        Assert.Contains("Following", bob.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_of_ours_is_a_page_that_tells_nothing_of_our_insides()
    {
        await using var server = await TestServer.StartAsync(
            configure: o => o.Services = services => services.AddScoped<IActorDirectory, BrokenDirectory>());
        using var bob = await Visitor.SignedInAsync(server, await server.SignUpAsync("bob"));
        await bob.OpenAsync("/follow");

        await bob.SubmitAsync("/follows", ("name", "alice"));

        Assert.Equal(HttpStatusCode.InternalServerError, bob.Status);
        Assert.Contains("Something broke here", bob.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("inner secret", bob.Source, StringComparison.Ordinal);
        Assert.True(bob.Answer.Headers.Contains("Content-Security-Policy"));
    }

    private sealed class BrokenDirectory : IActorDirectory
    {
        public Task<Actor> FindAsync(string nameOrAddress, CancellationToken ct) => throw new InvalidOperationException("inner secret");

        public Task<Actor> FindFreshAsync(string nameOrAddress, CancellationToken ct) => throw new InvalidOperationException("inner secret");
    }
}
