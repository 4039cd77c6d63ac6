using System.Globalization;
using System.Text.Json.Nodes;

namespace Microblog.DemoWiki;

/// <summary><c>list=users</c>.</summary>
internal sealed class DemoUsersList(DemoWikiState state, DateTimeOffset now)
{
    public JsonArray Answer(DemoQuestion question)
    {
        var (names, ids, properties) = (question.Values("ususers"), question.Values("ususerids"), question.Values("usprop"));
        if (names.Length > 0 && ids.Length > 0)
            throw new DemoApiException("invalidparammix", "The parameters \"ususers\" and \"ususerids\" cannot be used together.");

        var clean = names.Select(DemoName.Clean).ToArray();
        var invalid = clean.Where(name => !DemoName.IsValid(name)).Select(name => new JsonObject { ["name"] = name, ["invalid"] = true });
        var named = clean.Where(DemoName.IsValid).Select(name => OfName(name, properties));
        return new JsonArray([.. invalid, .. named, .. ids.Select(id => OfId(id, properties))]);
    }

    private JsonObject OfName(string name, string[] properties) =>
        state.Find(name) is { IsHidden: false } account
            ? Show(account, properties)
            : new JsonObject { ["name"] = name, ["missing"] = true };

    private JsonObject OfId(string text, string[] properties)
    {
        if (!long.TryParse(text, CultureInfo.InvariantCulture, out var id))
            throw new DemoApiException("badinteger", "Invalid value for integer parameter \"ususerids\".");
        return state.Find(id) is { IsHidden: false } account
            ? Show(account, properties)
            : new JsonObject { ["userid"] = id, ["missing"] = true };
    }

    private JsonObject Show(DemoAccount account, string[] properties)
    {
        var user = new JsonObject { ["userid"] = account.Id, ["name"] = account.Name };
        foreach (var property in properties)
        {
            if (property is "blockinfo")
                AddBlock(user, account);
            else if (Property(account, property) is { } value)
                user[property] = value;
        }

        return user;
    }

    private JsonNode? Property(DemoAccount account, string property) => property switch
    {
        "editcount" => account.Edits,
        "registration" => DemoTime.Iso(account.Registered),
        "groups" => List(account.Groups(now)),
        "groupmemberships" => new JsonArray([.. account.GrantedGroups
            .Select(group => new JsonObject { ["group"] = group, ["expiry"] = "infinity" })]),
        "implicitgroups" => List(account.Groups(now).Except(account.GrantedGroups, StringComparer.Ordinal)),
        "rights" => List(account.Rights(now)),
        "centralids" => new JsonObject { ["local"] = account.Id },
        _ => null,
    };

    private void AddBlock(JsonObject user, DemoAccount account)
    {
        if (account.BlockAt(now) is not { } block)
            return;
        user["blockid"] = block.Id;
        user["blockedby"] = DemoWikiState.SysopName;
        user["blockedbyid"] = state.Find(DemoWikiState.SysopName)?.Id ?? 0;
        user["blockreason"] = block.Reason;
        user["blockedtimestamp"] = DemoTime.Iso(block.At);
        user["blockexpiry"] = block.Until is { } end ? DemoTime.Iso(end) : "infinite";
        user["blockpartial"] = block.IsPartial;
        user["blocknocreate"] = true;
        user["blockanononly"] = false;
        user["blockemail"] = false;
        user["blockowntalk"] = false;
    }

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
