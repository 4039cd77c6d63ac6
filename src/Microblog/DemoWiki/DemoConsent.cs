namespace Microblog.DemoWiki;

/// <summary>Asks the person whether Microblog may learn who they are.</summary>
public sealed class DemoConsent(DemoWikiState state, DemoSessions sessions, DemoGrants grants)
{
    internal const string Path = DemoWikiSettings.Path + "/wiki/Special:OAuth/approve";

    internal IResult Show(HttpContext http)
    {
        var (request, problem) = DemoAuthorizeRequest.Read(http.Request, state);
        if (request is null)
            return problem!;
        if (Person(http) is not { } person)
            return DemoHttp.Continue(DemoLogIn.For(DemoOAuth.Path + "/authorize" + request.Query));

        return new DemoPage("Sign in with this wiki?", $"""
            <p>Hello, {person.Name}. <b>Microblog</b> at {request.Callback.Authority} would like to know who you are on
            {DemoWikiSettings.Name}. It will not be able to do anything in your name.</p>
            <form method="post" action="{Path + request.Query}">
            <input type="hidden" name="token" value="{sessions.FormToken(http)}">
            <button type="submit" name="accept" value="1">Allow</button>
            <button type="submit" name="cancel" value="1">Cancel</button>
            </form>
            """);
    }

    internal async Task<IResult> DecideAsync(HttpContext http)
    {
        var (request, problem) = DemoAuthorizeRequest.Read(http.Request, state);
        if (request is null)
            return problem!;
        var form = await http.FormAsync();
        if (Person(http) is not { } person || !sessions.IsFormTokenRight(http, form["token"]))
            return Results.Redirect(Path + request.Query);
        if (!form.ContainsKey("accept"))
        {
            return DemoOAuth.Back(
                request, ("error", "unauthorized_client"), ("error_description", "The person did not allow the application"));
        }

        grants.Approve(person.Id);
        return Results.Redirect(DemoOAuth.Path + "/authorize" + request.Query);
    }

    private DemoAccount? Person(HttpContext http) => sessions.AccountId(http) is { } id ? state.Find(id) : null;
}
