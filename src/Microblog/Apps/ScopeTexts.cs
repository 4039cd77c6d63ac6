using Microblog.SignIn;
using Microblog.Web;
using Microsoft.Extensions.Localization;

namespace Microblog.Apps;

/// <summary>What scopes mean, in words for the person who is asked.</summary>
public static class ScopeTexts
{
    /// <summary>A sentence for each scope, without those that another one covers already.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> scopes, IStringLocalizer<Texts> texts) =>
        scopes
            .Where(s => !scopes.Any(other => other != s && Scopes.Covers(other, s) && !Scopes.Covers(s, other)))
            .Select(s => Sentence(s, texts));

    private static string Sentence(string scope, IStringLocalizer<Texts> texts) => scope switch
    {
        Scopes.Read => texts["See everything that you see here, private notices too"],
        Scopes.Write => texts["Do everything that you can do here: post, delete, follow, change your profile"],
        Scopes.Follow => texts["Follow, block and mute people, and see whom you follow, block and mute"],
        Scopes.Push => texts["Be told at once when something happens, by push"],
        Scopes.Profile => texts["See your name and profile"],
        Scopes.AdminRead => texts["See all that moderators see here, if you are one: accounts, reports, decisions about servers, figures"],
        Scopes.AdminWrite => texts["Do all that moderators do here, if you are one: block accounts, deal with reports, decide about servers"],
        _ when scope.StartsWith("admin:read:", StringComparison.Ordinal) => texts["See, as a moderator, {0}", ForStaff(scope, texts)],
        _ when scope.StartsWith("admin:write:", StringComparison.Ordinal) => texts["Decide, as a moderator, about {0}", ForStaff(scope, texts)],
        _ when scope.StartsWith("read:", StringComparison.Ordinal) => texts["See your {0}", Noun(scope, texts)],
        _ => texts["Change your {0}", Noun(scope, texts)],
    };

    private static string ForStaff(string scope, IStringLocalizer<Texts> texts) => scope[(scope.LastIndexOf(':') + 1)..] switch
    {
        "accounts" => texts["everybody's accounts"],
        "reports" => texts["everybody's reports"],
        "domain_allows" => texts["which servers are let in"],
        _ => texts["which servers are blocked or silenced"],
    };

    private static string Noun(string scope, IStringLocalizer<Texts> texts) => scope[(scope.IndexOf(':', StringComparison.Ordinal) + 1)..] switch
    {
        "accounts" => texts["profile and account"],
        "blocks" => texts["blocks"],
        "bookmarks" => texts["bookmarks"],
        "conversations" => texts["conversations"],
        "favourites" => texts["likes"],
        "filters" => texts["filters"],
        "follows" => texts["follows"],
        "lists" => texts["lists"],
        "media" => texts["pictures and other files"],
        "mutes" => texts["mutes"],
        "notifications" => texts["notifications"],
        "reports" => texts["reports"],
        "search" => texts["search results"],
        _ => texts["notices"],
    };
}
