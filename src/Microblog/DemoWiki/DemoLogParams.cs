using System.Text.Json.Nodes;

namespace Microblog.DemoWiki;

/// <summary>The <c>params</c> of log entries, in the shape MediaWiki gives them.</summary>
internal static class DemoLogParams
{
    public static JsonObject OfBlock(DateTimeOffset? until, bool isPartial)
    {
        var parameters = new JsonObject
        {
            ["duration"] = until is { } end ? DemoTime.Iso(end) : "infinity",
            ["flags"] = new JsonArray("nocreate", "noautoblock"),
        };
        if (isPartial)
        {
            parameters["restrictions"] = new JsonObject
            {
                ["pages"] = new JsonArray(new JsonObject { ["page_ns"] = 0, ["page_title"] = "Target" }),
            };
        }

        parameters["sitewide"] = !isPartial;
        if (until is { } expiry)
            parameters["expiry"] = DemoTime.Iso(expiry);
        return parameters;
    }

    public static JsonObject OfRights(IEnumerable<string> before, IReadOnlyList<string> after) => new()
    {
        ["oldgroups"] = List(before),
        ["newgroups"] = List(after),
        ["oldmetadata"] = new JsonArray(),
        ["newmetadata"] = new JsonArray([.. after.Select(group => new JsonObject { ["group"] = group, ["expiry"] = "infinity" })]),
    };

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
