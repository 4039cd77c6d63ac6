using System.Text.Json.Nodes;

namespace Microblog.DemoWiki;

/// <summary><c>meta=siteinfo</c>.</summary>
internal static class DemoSiteInfo
{
    public static void Add(JsonObject query, string[] properties, Uri server, DateTimeOffset now)
    {
        foreach (var property in properties is [] ? ["general"] : properties)
        {
            if (property is "general")
                query["general"] = General(server, now);
            else if (property is "namespaces")
                query["namespaces"] = Namespaces();
            else if (property is "extensions")
                query["extensions"] = new JsonArray(new JsonObject { ["type"] = "other", ["name"] = "OAuth", ["version"] = "1.1.0" });
        }
    }

    private static JsonObject General(Uri server, DateTimeOffset now) => new()
    {
        ["mainpage"] = "Main Page",
        ["base"] = new Uri(server, DemoWikiSettings.Path + "/").AbsoluteUri,
        ["sitename"] = DemoWikiSettings.Name,
        ["generator"] = "MediaWiki 1.43.9",
        ["case"] = "first-letter",
        ["lang"] = "en",
        ["readonly"] = false,
        ["time"] = DemoTime.Iso(now),
        ["articlepath"] = DemoWikiSettings.Path + "/wiki/$1",
        ["scriptpath"] = DemoWikiSettings.Path,
        ["server"] = server.GetLeftPart(UriPartial.Authority),
        ["wikiid"] = DemoWikiSettings.Id,
        ["linktrail"] = "/^([a-z]+)(.*)$/sD",
        ["legaltitlechars"] = " %!\"$&'()*,\\-.\\/0-9:;=?@A-Z\\\\^_`a-z~\\x80-\\xFF+",
    };

    private static JsonObject Namespaces() => new()
    {
        ["0"] = Namespace(0, "", null),
        ["1"] = Namespace(1, "Talk", "Talk"),
        ["2"] = Namespace(2, "User", "User"),
        ["3"] = Namespace(3, "User talk", "User talk"),
        ["4"] = Namespace(4, DemoWikiSettings.Name, "Project"),
        ["14"] = Namespace(14, "Category", "Category"),
        ["-1"] = Namespace(-1, "Special", "Special"),
    };

    private static JsonObject Namespace(int id, string name, string? canonical)
    {
        var json = new JsonObject { ["id"] = id, ["case"] = "first-letter", ["name"] = name };
        if (canonical is not null)
            json["canonical"] = canonical;
        return json;
    }
}
