using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microblog.Federation.Documents;
using Microblog.Tests.Documents;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Microblog.Tests.Attacks;

/// <summary>Documents asked for by those who must not have them: who do not say who they are.</summary>
public sealed partial class AskerAttacks
{
    private const string Secret = "xyzzy-not-for-you";

    /// <summary>Security catalogue §7-45: no document comes out unsigned by asking for a page, or for anything.</summary>
    [Theory, EachDatabase]
    public async Task Where_documents_are_for_those_who_sign_no_Accept_gets_one_unsigned(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, o => o.Settings["Federation:AuthorizedFetch"] = "true");
        var notice = await scene.Alice.PostAsync(Secret);
        var paths = scene.Server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>()?.ControllerTypeInfo.Namespace == typeof(AuthorizedFetchAttribute).Namespace)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .ToList();

        Assert.Contains("/notices/{id:long}/activity", paths);
        foreach (var path in paths)
        {
            var ids = path.StartsWith("/users", StringComparison.Ordinal) ? scene.Alice.ActorId : notice.Id;
            var door = Placeholder().Replace(path, ids.ToString(CultureInfo.InvariantCulture));
            foreach (var accept in new[] { null, "*/*", "text/html", "text/html, */*;q=0.1", "application/json", "application/activity+json", "text/html, application/activity+json;q=0.9" })
            {
                using var answer = await scene.Server.AskForAsync(door, accept);
                Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect, $"{door} for {accept}: {answer.StatusCode}");
                Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
                Assert.DoesNotContain("public", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
            }
        }
    }

    [GeneratedRegex("\\{[^}]+\\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
