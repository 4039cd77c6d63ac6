using System.Text;
using System.Text.Json.Nodes;

namespace Microblog.DemoWiki;

/// <summary>The action API at <c>api.php</c>, as MediaWiki 1.43 answers it with <c>formatversion=2</c>.</summary>
public sealed class DemoApi(DemoWikiState state, TimeProvider clock)
{
    internal const int MostValues = 50;

    internal async Task<IResult> AnswerAsync(HttpContext http)
    {
        var form = await http.FormAsync();
        var question = new DemoQuestion(name => form.TryGetValue(name, out var sent) ? sent : http.Request.Query[name]);
        if (question["action"] is null || question["format"] is not "json")
            return new DemoPage("API", $"<p>Give <code>action</code> and <code>format=json</code>.</p>");
        try
        {
            return Json(Query(question, http.ServerUri()));
        }
        catch (DemoApiException e)
        {
            // An error is an HTTP 200 too; only the header and the body tell.
            http.Response.Headers["MediaWiki-API-Error"] = e.Code;
            var error = new JsonObject { ["code"] = e.Code, ["info"] = e.Message };
            if (e.Limit is { } limit)
                error["limit"] = limit;
            return Json(new JsonObject { ["error"] = error });
        }
    }

    private JsonObject Query(DemoQuestion question, Uri server)
    {
        if (question["action"] is not "query")
            throw new DemoApiException("badvalue", "Unrecognized value for parameter \"action\".");
        if (question["formatversion"] is not "2")
            throw new DemoApiException("badvalue", "This demonstration answers formatversion=2 only.");

        var query = new JsonObject();
        string? goOn = null;
        foreach (var list in question.Values("list"))
        {
            if (list is "users")
                query["users"] = new DemoUsersList(state, clock.GetUtcNow()).Answer(question);
            else if (list is "logevents")
                (query["logevents"], goOn) = DemoLogList.Answer(state.Log(), question, AdministratorId);
            else
                throw new DemoApiException("badvalue", $"Unrecognized value for parameter \"list\": {list}.");
        }

        if (question.Values("meta").Contains("siteinfo", StringComparer.Ordinal))
            DemoSiteInfo.Add(query, question.Values("siprop"), server, clock.GetUtcNow());
        var answer = new JsonObject { ["batchcomplete"] = true };
        if (goOn is not null)
            answer["continue"] = new JsonObject { ["lecontinue"] = goOn, ["continue"] = "-||" };
        answer["query"] = query;
        return answer;
    }

    private long AdministratorId => state.Find(DemoWikiState.SysopName)?.Id ?? 0;

    private static IResult Json(JsonObject json) => Results.Text(json.ToJsonString(), "application/json", Encoding.UTF8);
}
