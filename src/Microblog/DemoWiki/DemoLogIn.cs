using Microsoft.AspNetCore.WebUtilities;

namespace Microblog.DemoWiki;

/// <summary>Logging in to and out of the demo wiki, by plain forms.</summary>
public sealed class DemoLogIn(DemoWikiState state, DemoSessions sessions)
{
    internal const string Path = DemoWikiSettings.Path + "/wiki/Special:UserLogin";

    internal const string OutPath = DemoWikiSettings.Path + "/wiki/Special:UserLogout";

    /// <summary>Where a person logs in and then goes on to a path of this wiki.</summary>
    internal static string For(string returnTo) => QueryHelpers.AddQueryString(Path, "returnto", returnTo);

    internal DemoPage Show(HttpContext http) => Form(http, problem: null);

    internal async Task<IResult> LogInAsync(HttpContext http)
    {
        var form = await http.FormAsync();
        if (!sessions.IsFormTokenRight(http, form["token"]))
            return Form(http, "This form was too old, or came from somewhere else. Please try again.");
        var account = state.Find(DemoName.Clean(form["name"].ToString()));
        if (account is null || account.IsTemporary || form["password"] != DemoWikiState.Password)
            return Form(http, "There is no account with this name and password.");

        sessions.LogIn(http, account.Id);
        return Results.Redirect(DemoHttp.OnThisWiki(http.Request.Query["returnto"]));
    }

    internal async Task<IResult> LogOutAsync(HttpContext http)
    {
        var form = await http.FormAsync();
        if (sessions.IsFormTokenRight(http, form["token"]))
            sessions.LogOut(http);
        return Results.Redirect(DemoWikiSettings.Path + "/");
    }

    private DemoPage Form(HttpContext http, string? problem)
    {
        var action = For(DemoHttp.OnThisWiki(http.Request.Query["returnto"]));
        Html notice = problem is null ? $"" : (Html)$"""<p class="problem" role="alert">{problem}</p>""";
        return new DemoPage("Log in", $"""
            {notice}
            <form method="post" action="{action}">
            <input type="hidden" name="token" value="{sessions.FormToken(http)}">
            <label>Username <input name="name" autocomplete="username" autocapitalize="none" required autofocus></label>
            <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
            <button type="submit">Log in</button>
            </form>
            <p>The accounts are <b>Sysop</b>, <b>Editor</b>, <b>Newcomer</b> and <b>Blocked</b>;
            the password of each is <b>{DemoWikiState.Password}</b>.</p>
            """, problem is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden);
    }
}
