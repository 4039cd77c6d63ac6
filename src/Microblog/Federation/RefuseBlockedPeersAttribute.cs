using System.Text.RegularExpressions;
using Microblog.Moderation.Domains;
using Microblog.Protocols.ActivityPub;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Microblog.Federation;

/// <summary>Answers nothing that a blocked server signs: before the body is read, a key is fetched or a row is looked up.</summary>
/// <remarks>The key that a request names is enough to refuse it. Whether the signature holds is asked of those that are let in.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RefuseBlockedPeersAttribute : TypeFilterAttribute<BlockedPeersFilter>
{
    public RefuseBlockedPeersAttribute() => Order = -1; // Before the filter that fetches keys to check signatures.
}

/// <inheritdoc cref="RefuseBlockedPeersAttribute"/>
public sealed partial class BlockedPeersFilter(DomainPolicies policies) : IAsyncResourceFilter
{
    private static readonly string[] Headers = ["Signature", "Signature-Input", "Authorization"];

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        foreach (var keyId in KeysNamedIn(http.Request.Headers))
        {
            if (!await policies.IsBlockedAsync(keyId, http.RequestAborted))
                continue;
            http.Response.Headers.CacheControl = "no-store";
            context.Result = new ObjectResult(new { error = "We do not speak with your server." }) { StatusCode = StatusCodes.Status403Forbidden };
            return;
        }

        await next();
    }

    // Both kinds of signature: draft-cavage says keyId, RFC 9421 says keyid.
    private static IEnumerable<Uri> KeysNamedIn(IHeaderDictionary headers) =>
        from name in Headers
        from value in headers[name]
        from Match named in KeyId().Matches(value)
        let address = Ids.TryParse(named.Groups["id"].Value, out var id) ? id : null
        where address is not null
        select address;

    [GeneratedRegex("keyid\\s*=\\s*\"(?<id>[^\"]+)\"", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex KeyId();
}
