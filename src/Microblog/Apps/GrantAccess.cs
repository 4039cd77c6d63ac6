using Microblog.Data;
using Microblog.SignIn;

namespace Microblog.Apps;

/// <summary>Notes a person's consent, and makes the code that the program turns into a token.</summary>
public sealed class GrantAccess(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Makes the code.</summary>
    /// <param name="request">Checked: its address to return to is the program's.</param>
    /// <param name="scopes">What the person agreed to.</param>
    /// <returns>The code itself; it is kept nowhere.</returns>
    public async Task<string> RunAsync(long accountId, App app, AuthorizationRequest request, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var code = Secrets.New();
        db.AuthorizationCodes.Add(new AuthorizationCode
        {
            Id = ids.Next(),
            AppId = app.Id,
            AccountId = accountId,
            CodeHash = Secrets.Hash(code),
            RedirectUri = request.RedirectUri!,
            Scopes = string.Join(' ', scopes),
            Challenge = request.CodeChallenge,
            CreatedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);
        return code;
    }
}
