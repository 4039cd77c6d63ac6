using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microblog.Data;
using Microblog.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Apps;

/// <summary>Finds out which program is asking.</summary>
public sealed class Clients(Db db)
{
    /// <summary>Longest client id that is looked up.</summary>
    private const int LongestId = 200;

    /// <summary>The program of that id; null where there is none.</summary>
    public Task<App?> FindAsync(string? clientId, CancellationToken ct) =>
        clientId is { Length: > 0 and <= LongestId }
            ? db.Apps.AsNoTracking().SingleOrDefaultAsync(a => a.ClientId == clientId, ct)
            : Task.FromResult<App?>(null);

    /// <summary>The program that proves itself by its secret, in the header or in the form (RFC 6749 §2.3.1).</summary>
    /// <exception cref="OAuthProblemException">It does not.</exception>
    public async Task<App> AuthenticateAsync(HttpRequest request, OAuthForm form, CancellationToken ct)
    {
        var (id, secret) = BasicOf(request) ?? (form["client_id"], form["client_secret"]);
        if (await FindAsync(id, ct) is not { } app || secret is null || !IsSecretOf(app, secret))
            throw new OAuthProblemException(OAuthProblemException.InvalidClient, "The client is unknown, or its secret is wrong.");
        return app;
    }

    private static bool IsSecretOf(App app, string secret) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Secrets.Hash(secret)), Encoding.ASCII.GetBytes(app.SecretHash));

    private static (string? Id, string? Secret)? BasicOf(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[OAuthForm.MostBytes];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length))
            throw new OAuthProblemException(OAuthProblemException.InvalidClient, "The Authorization header cannot be read.");
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null);
    }
}
