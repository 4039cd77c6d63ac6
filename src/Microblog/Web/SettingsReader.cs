using Microblog.Outgoing;
using Microblog.Wikis;

namespace Microblog.Web;

/// <summary>Reads the settings; an unknown or wrong one stops the start with a sentence that names it.</summary>
public static class SettingsReader
{
    /// <summary>Reads and checks section <c>Microblog</c>.</summary>
    /// <exception cref="SettingsException">A setting is unknown, missing or wrong.</exception>
    public static MicroblogSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(MicroblogSettings.Section);
        if (SettingNames.UnknownIn(section, typeof(MicroblogSettings)).FirstOrDefault() is { } unknown)
            throw new SettingsException($"{unknown} is not a setting; appsettings.json explains those there are.");

        var settings = Bind(section);
        if (Problems(settings).FirstOrDefault() is { } problem)
            throw new SettingsException(problem);
        return settings;
    }

    private static MicroblogSettings Bind(IConfigurationSection section)
    {
        try
        {
            return section.Get<MicroblogSettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new();
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException(SettingNames.MisreadIn(section, typeof(MicroblogSettings)).FirstOrDefault() ?? wrong.Message);
        }
    }

    private static IEnumerable<string> Problems(MicroblogSettings settings)
    {
        if (!settings.BaseUrl.IsAbsoluteUri || settings.BaseUrl.Scheme is not ("http" or "https") || settings.BaseUrl.PathAndQuery is not "/")
            yield return "Microblog:BaseUrl must be an address without a path, such as https://notices.example.org.";
        if (settings.Notices.MaxLength is < 1 or > 100_000)
            yield return "Microblog:Notices:MaxLength must be between 1 and 100000.";
        if (settings.Media.CacheFor <= TimeSpan.Zero)
            yield return "Microblog:Media:CacheFor must be more than nothing, such as 7.00:00:00.";
        if (settings.Media.CacheMegabytes < 1)
            yield return "Microblog:Media:CacheMegabytes must be at least 1.";
        if (settings.Database.Provider == Data.DatabaseProvider.PostgreSql && settings.Database.ConnectionString.Length == 0)
            yield return "Microblog:Database:ConnectionString must be set when Microblog:Database:Provider is PostgreSql.";
        foreach (var administrator in settings.Administrators.Where(a => a.Split(':') is not [{ Length: > 0 }, { Length: > 0 }]))
            yield return $"Microblog:Administrators holds '{administrator}', which is not of the form wiki-id:sub.";
        for (var i = 0; i < settings.Wikis.Count; i++)
        {
            if (settings.Wikis[i].SignIn == WikiSignIn.Edit)
                yield return $"Microblog:Wikis:{i}:SignIn is Edit, which this version does not offer yet; use OAuth.";
        }

        foreach (var problem in settings.Wikis.SelectMany(w => w.Problems()))
            yield return problem;
        if (FederationProblem(settings.Federation) is { } federation)
            yield return federation;
    }

    private static string? FederationProblem(FederationSettings federation)
    {
        try
        {
            federation.Validate();
            return null;
        }
        catch (FormatException wrong)
        {
            return $"Microblog:{wrong.Message}";
        }
    }
}

/// <summary>The settings do not let the server start. The message is a sentence for the operator.</summary>
public sealed class SettingsException(string message) : Exception(message);
