using Microblog.Data;
using Microblog.SignIn;

namespace Microblog.Apps;

/// <summary>Lets a client program introduce itself.</summary>
public sealed class RegisterApp(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Longest name of a program.</summary>
    public const int LongestName = 60;

    /// <summary>Longest address of a program's page.</summary>
    public const int LongestWebsite = 2000;

    /// <summary>Keeps what it says of itself.</summary>
    /// <returns>The program, and its secret, which is shown this once.</returns>
    /// <exception cref="RefusalException">A name, an address to return to or a scope is missing or not fine.</exception>
    public async Task<(App App, string Secret)> RunAsync(AppDraft draft, CancellationToken ct)
    {
        var name = draft.Name.Trim();
        if (name.Length is 0 or > LongestName)
            throw new RefusalException(Refusal.AppNameNotFit);
        if (draft.RedirectUris.Count is 0 or > RedirectUris.Most || !draft.RedirectUris.All(RedirectUris.IsFine))
            throw new RefusalException(Refusal.RedirectNotUnderstood);
        var scopes = SignIn.Scopes.Parse(string.IsNullOrWhiteSpace(draft.Scopes) ? SignIn.Scopes.Read : draft.Scopes);

        var secret = Secrets.New();
        var app = new App
        {
            Id = ids.Next(),
            ClientId = Secrets.New(),
            SecretHash = Secrets.Hash(secret),
            Name = name,
            Website = PageOf(draft.Website),
            RedirectUris = string.Join('\n', draft.RedirectUris.Distinct(StringComparer.Ordinal)),
            Scopes = string.Join(' ', scopes),
            CreatedAt = clock.GetUtcNow(),
        };
        db.Apps.Add(app);
        await db.SaveChangesAsync(ct);
        return (app, secret);
    }

    private static Uri? PageOf(string? website)
    {
        if (string.IsNullOrWhiteSpace(website))
            return null;
        return website.Length <= LongestWebsite && Uri.TryCreate(website.Trim(), UriKind.Absolute, out var page)
            && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps) && page.UserInfo.Length == 0
            ? page
            : throw new RefusalException(Refusal.WebsiteNotUnderstood);
    }
}

/// <summary>What a program says of itself.</summary>
/// <param name="Scopes">Separated by spaces; null for <c>read</c>.</param>
public sealed record AppDraft(string Name, IReadOnlyList<string> RedirectUris, string? Scopes, string? Website);
