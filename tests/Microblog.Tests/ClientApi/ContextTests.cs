using System.Globalization;
using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.ClientApi;

public sealed class ContextTests
{
    [Theory, EachDatabase]
    public async Task Every_answer_stands_right_after_what_it_answers(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        async Task<long> AnswerAsync(Person who, string text, long to) => (await who.PostAsync(new Draft(text, Visibility.Public, to))).Id;
        var root = (await alice.PostAsync("root")).Id;
        var middle = await AnswerAsync(bob, "middle", root);
        var one = await AnswerAsync(alice, "one", middle);
        var two = await AnswerAsync(alice, "two", middle);
        var oneOne = await AnswerAsync(bob, "one one", one);
        var twoOne = await AnswerAsync(bob, "two one", two);
        var oneTwo = await AnswerAsync(bob, "one two", one);

        var context = await alice.GetAsync($"/api/v1/statuses/{middle}/context");

        Assert.Equal(Ids(root), context.GetProperty("ancestors").Ids());
        Assert.Equal(Ids(one, oneOne, oneTwo, two, twoOne), context.GetProperty("descendants").Ids());
    }

    [Theory, EachDatabase]
    public async Task What_is_not_for_the_viewer_is_left_out_and_what_answers_it_comes_last(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var root = (await alice.PostAsync("root")).Id;
        var hidden = (await alice.PostAsync(new Draft("among followers", Visibility.Followers, root))).Id;
        var below = (await alice.PostAsync(new Draft("open again", Visibility.Public, hidden))).Id;
        await server.AskAsync(db => db.Notices.Where(n => n.Id == below).ExecuteUpdateAsync(n => n.SetProperty(x => x.Visibility, Visibility.Public)));
        var open = (await alice.PostAsync(new Draft("open", Visibility.Public, root))).Id;

        var context = await bob.GetAsync($"/api/v1/statuses/{root}/context");

        Assert.Equal(Ids(open, below), context.GetProperty("descendants").Ids());
    }

    private static string[] Ids(params long[] ids) => [.. ids.Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
