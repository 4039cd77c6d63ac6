using Microblog.Moderation.Domains;
using Microblog.Tests.Support;

namespace Microblog.Tests.Moderation.Domains;

/// <summary>Decides about other servers, as the operator.</summary>
internal static class Deciding
{
    public static async Task DecideAsync(this TestServer server, string domain, PolicyLevel level, bool rejectsReports = false)
    {
        await using var scope = server.NewScope();
        await scope.Get<SetDomainPolicy>().RunAsync(
            new DomainDecision(domain, level, RejectsReports: rejectsReports), null, TestContext.Current.CancellationToken);
    }

    public static async Task LiftAsync(this TestServer server, string domain)
    {
        await using var scope = server.NewScope();
        await scope.Get<LiftDomainPolicy>().RunAsync(domain, null, "", TestContext.Current.CancellationToken);
    }

    /// <summary>The name under which policies know a peer.</summary>
    public static string Host(this Peer peer) => peer.BaseUrl.Authority;
}
