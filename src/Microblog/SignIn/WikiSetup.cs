using Microblog.Accounts;
using Microblog.DemoWiki;
using Microblog.Web;

namespace Microblog.SignIn;

/// <summary>Settles which wikis people sign in with: the configured ones, or in development the demo wiki.</summary>
public static class WikiSetup
{
    /// <summary>Offers the demo wiki when no wiki is configured and this is development; checks what names wikis.</summary>
    /// <exception cref="SettingsException">No wiki is configured in production, or a setting names a wiki or role that is none.</exception>
    public static void Complete(MicroblogSettings settings, bool isDevelopment)
    {
        if (settings.Wikis.Count == 0)
        {
            if (!isDevelopment)
            {
                throw new SettingsException(
                    "Microblog:Wikis is empty, so nobody could sign in. Set Microblog:Wikis:0:Id, Name, ApiUrl, RestUrl, ClientId and "
                    + "ClientSecret of the wiki whose editors may post here.");
            }

            settings.Wikis = [DemoWikiSettings.For(settings.BaseUrl)];
            settings.OffersDemoWiki = true;
        }

        if (Problems(settings).FirstOrDefault() is { } problem)
            throw new SettingsException(problem);
    }

    public static void MapOfferedWiki(this IEndpointRouteBuilder routes, MicroblogSettings settings)
    {
        if (settings.OffersDemoWiki)
            routes.MapDemoWiki();
    }

    private static IEnumerable<string> Problems(MicroblogSettings settings)
    {
        foreach (var twice in settings.Wikis.GroupBy(w => w.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return $"Microblog:Wikis holds the Id '{twice.Key}' more than once.";
        foreach (var administrator in settings.Administrators.Where(a => settings.FindWiki(a.Split(':')[0]) is null))
            yield return $"Microblog:Administrators holds '{administrator}', but no wiki in Microblog:Wikis has that Id.";
        foreach (var wiki in settings.Wikis)
        {
            foreach (var (group, role) in wiki.Roles.Where(r => WikiRoles.Parse(r.Value) is null))
                yield return $"Microblog:Wikis: '{wiki.Id}' maps the group '{group}' to '{role}'; a group can be mapped to 'moderator' or 'user'.";
        }
    }
}
