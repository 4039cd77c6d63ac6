using Microblog.Web;
using Microblog.Wikis;

namespace Microblog.Accounts;

/// <summary>What follows here from a wiki's answer about somebody: standing, name and role. The caller saves.</summary>
public sealed class TakeStanding(MicroblogSettings settings)
{
    /// <summary>Changes the identity, and with it the account's role and the shown name.</summary>
    /// <param name="identity">With its account and the account's actor.</param>
    public void Run(WikiIdentity identity, Standing answer, WikiSettings wiki)
    {
        var account = identity.Account ?? throw new ArgumentException("The account was not loaded.", nameof(identity));
        var oldName = identity.Name;
        identity.Take(answer, wiki);

        // Somebody who shows another name than the wiki's keeps it.
        if (account.Actor.DisplayName == oldName)
            account.Actor.DisplayName = identity.Name;
        if (!account.IsVouched)
            account.Role = identity.IsKnown ? WikiRoles.Of(settings, wiki, identity.Sub, identity.ToStanding().Groups) : Role.User;
    }
}
