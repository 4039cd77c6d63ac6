using System.Net;
using Microblog.Moderation;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;

namespace Microblog.Tests.Documents;

/// <summary>Asks a server for documents, as other servers do.</summary>
internal static class Asking
{
    /// <summary>Asks for a path with this Accept header.</summary>
    public static Task<HttpResponseMessage> AskForAsync(this TestServer server, string path, string? accept = MediaTypes.ActivityJson)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The bytes of an activity document that must be there.</summary>
    public static async Task<byte[]> DocumentAsync(this TestServer server, string path)
    {
        using var answer = await server.AskForAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(MediaTypes.ActivityJson, answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>All of an answer that a stranger can tell apart: status, type and body.</summary>
    public static async Task<string> AllOfAsync(this HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var headers = answer.Headers.Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
            return $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {string.Join(' ', headers)} {body}";
        }
    }

    /// <summary>Blocks a person's whole account, as the operator.</summary>
    public static async Task BlockAsync(this TestServer server, Person person)
    {
        await using var scope = server.NewScope();
        await scope.Get<BlockAccount>().RunAsync(
            person.ActorId, byActorId: null, BlockScope.Account, "spam", until: null, TestContext.Current.CancellationToken);
    }
}
