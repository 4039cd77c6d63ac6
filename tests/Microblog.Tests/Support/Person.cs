using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Notices.Polls;
using Microblog.Reactions;
using Microblog.Relations;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Support;

/// <summary>Somebody with an account here.</summary>
public sealed class Person(TestServer server, Actor actor, long accountId, string token)
{
    private HttpClient? client;

    public Actor Actor { get; } = actor;

    public long ActorId => Actor.Id;

    public long AccountId { get; } = accountId;

    /// <summary>An access token for all scopes that this person has use for.</summary>
    public string Token { get; } = token;

    /// <summary>How people elsewhere write this person's name: <c>alice@127.0.0.1:5080</c>.</summary>
    public string Address => $"{Actor.Handle}@{server.Host}";

    /// <summary>Their phone: speaks the client API with the token.</summary>
    public HttpClient Client => client ??= WithToken(server.NewClient());

    /// <summary>Posts a notice, as page and client API both do.</summary>
    public Task<Notice> PostAsync(string text, Visibility visibility = Visibility.Public) => PostAsync(new Draft(text, visibility));

    public async Task<Notice> PostAsync(Draft draft)
    {
        await using var scope = server.NewScope();
        return await scope.Get<PostNotice>().RunAsync(ActorId, draft, TestContext.Current.CancellationToken);
    }

    public async Task DeleteAsync(Notice notice)
    {
        await using var scope = server.NewScope();
        await scope.Get<DeleteNotice>().RunAsync(ActorId, notice.Id, TestContext.Current.CancellationToken);
    }

    public async Task EditAsync(Notice notice, Draft draft)
    {
        await using var scope = server.NewScope();
        await scope.Get<EditNotice>().RunAsync(ActorId, notice.Id, draft, TestContext.Current.CancellationToken);
    }

    /// <summary>Votes in a poll by the positions of what is chosen.</summary>
    public async Task VoteAsync(long noticeId, params int[] choices)
    {
        await using var scope = server.NewScope();
        await scope.Get<Vote>().RunAsync(ActorId, noticeId, choices, TestContext.Current.CancellationToken);
    }

    /// <summary>Likes a notice, or answers it with an emoji.</summary>
    public async Task LikeAsync(long noticeId, string? emoji = null)
    {
        await using var scope = server.NewScope();
        await scope.Get<LikeNotice>().RunAsync(ActorId, noticeId, emoji, TestContext.Current.CancellationToken);
    }

    public async Task UnlikeAsync(long noticeId, string? emoji = null)
    {
        await using var scope = server.NewScope();
        await scope.Get<UnlikeNotice>().RunAsync(ActorId, noticeId, emoji, TestContext.Current.CancellationToken);
    }

    /// <summary>Repeats a notice.</summary>
    /// <returns>The repeat's id.</returns>
    public async Task<long> RepeatAsync(long noticeId, Visibility? visibility = null)
    {
        await using var scope = server.NewScope();
        return await scope.Get<RepeatNotice>().RunAsync(ActorId, noticeId, visibility, TestContext.Current.CancellationToken);
    }

    public async Task UnrepeatAsync(long noticeId)
    {
        await using var scope = server.NewScope();
        await scope.Get<UnrepeatNotice>().RunAsync(ActorId, noticeId, TestContext.Current.CancellationToken);
    }

    /// <summary>Follows somebody whose row is in this server's database.</summary>
    public async Task FollowAsync(long actorId)
    {
        await using var scope = server.NewScope();
        await scope.Get<FollowActor>().RunAsync(ActorId, actorId, TestContext.Current.CancellationToken);
    }

    public Task FollowAsync(Person other) => FollowAsync(other.ActorId);

    /// <summary>Finds somebody by <c>name@host</c> as the follow form does, and follows them.</summary>
    public async Task FollowAsync(string address)
    {
        await using var scope = server.NewScope();
        var found = await scope.Get<IActorDirectory>().FindAsync(address, TestContext.Current.CancellationToken);
        await FollowAsync(found.Id);
    }

    public async Task UnfollowAsync(string address)
    {
        await using var scope = server.NewScope();
        var found = await scope.Get<IActorDirectory>().FindAsync(address, TestContext.Current.CancellationToken);
        await scope.Get<UnfollowActor>().RunAsync(ActorId, found.Id, TestContext.Current.CancellationToken);
    }

    /// <summary>Does a deed of this server's.</summary>
    public async Task DoAsync<TDeed>(Func<TDeed, Task> deed)
        where TDeed : notnull
    {
        await using var scope = server.NewScope();
        await deed(scope.Get<TDeed>());
    }

    /// <summary>Changes what this person says of themselves.</summary>
    public Task ChangeProfileAsync(ProfileChanges changes) =>
        DoAsync<UpdateProfile>(update => update.RunAsync(ActorId, changes, TestContext.Current.CancellationToken));

    public Task BlockAsync(long actorId) =>
        DoAsync<BlockActor>(block => block.RunAsync(ActorId, actorId, TestContext.Current.CancellationToken));

    public Task UnblockAsync(long actorId) =>
        DoAsync<UnblockActor>(unblock => unblock.RunAsync(ActorId, actorId, TestContext.Current.CancellationToken));

    /// <summary>The row that this person's server has of somebody elsewhere, who must be known there.</summary>
    public Task<long> KnowsAsync(Uri actor) => server.AskAsync(db => db.Actors.Where(a => a.Uri == actor).Select(a => a.Id).SingleAsync());

    /// <summary>The HTML of what the home timeline shows, newest first.</summary>
    public async Task<IReadOnlyList<string>> HomeAsync()
    {
        await using var scope = server.NewScope();
        var db = scope.Get<Db>();
        var now = scope.Get<TimeProvider>().GetUtcNow();
        var shown = await db.Notices.OnHomeOf(db, ActorId).VisibleTo(ActorId, now).On(new Page())
            .As(NoticeView.Shape).ToListAsync(TestContext.Current.CancellationToken);
        return [.. shown.Select(n => (n.Original ?? n).Html.Value)];
    }

    public Task SeesAtHomeAsync(string text) => Wait.UntilAsync(async () => (await HomeAsync()).Any(html => html.Contains(text, StringComparison.Ordinal)));

    internal static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private HttpClient WithToken(HttpClient http)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }
}
