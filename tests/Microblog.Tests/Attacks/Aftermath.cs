using System.Net;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>What is looked at after an attack, whatever it was: what is stored, what waits, whether the server still answers.</summary>
internal static class Aftermath
{
    /// <summary>Nothing waits or failed, and the server answers.</summary>
    public static async Task StaysWellAsync(this TestServer server)
    {
        await server.WaitUntilIdleAsync();
        Assert.Empty(await server.AskAsync(db => db.Jobs.Where(j => j.FailedAt != null).Select(j => j.LastError).ToListAsync()));
        await server.AnswersAsync();
    }

    /// <summary>The server answers.</summary>
    public static async Task AnswersAsync(this TestServer server)
    {
        using var probe = await server.PasserBy.GetAsync("/.well-known/nodeinfo", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
    }

    /// <summary>Everything that was due has been tried; what a stranger's server did not answer may wait to be tried again.</summary>
    public static Task EverythingIsTriedAsync(this TestServer server) => server.WaitUntilAsync(async db =>
        !await db.Jobs.AnyAsync(j => j.RecursEvery == null && j.FailedAt == null && j.Attempts == 0));

    /// <summary>The HTML of all notices stored, in the order of their ids.</summary>
    public static Task<List<string>> StoredAsync(this TestServer server) => server.AskAsync(async db =>
        (await db.Notices.Where(n => n.RepeatOfId == null).OrderBy(n => n.Id).ToListAsync()).ConvertAll(n => n.Html.Value));

    /// <summary>The ids of all actors of other servers, in their order.</summary>
    public static Task<List<Uri>> MetAsync(this TestServer server) =>
        server.AskAsync(db => db.Actors.Where(a => a.Host != "").OrderBy(a => a.Id).Select(a => a.Uri).ToListAsync());

    /// <summary>Makes the server look at an address: somebody whom alice follows repeats it.</summary>
    public static async Task ShowAsync(this Scene scene, Uri address)
    {
        var number = Guid.NewGuid().ToString("N");
        await scene.DeliverAsync(scene.Peer.Announce($"/announces/{number}", address.AbsoluteUri));
    }

    /// <summary>Somebody here looks for an actor, by a name or an address.</summary>
    /// <returns>Whom the server found; null for nobody.</returns>
    public static async Task<Uri?> SearchAsync(this Scene scene, string text)
    {
        await using var scope = scene.Server.NewScope();
        try
        {
            return (await scope.Get<Actors.IActorDirectory>().FindAsync(text, TestContext.Current.CancellationToken)).Uri;
        }
        catch (RefusalException)
        {
            return null;
        }
    }

    /// <summary>Sends an activity and expects this answer.</summary>
    public static async Task AnswersWithAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status, string what = "")
    {
        using var answer = await sending;
        Assert.True(
            answer.StatusCode == status,
            $"{what}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }
}
