using System.Globalization;
using System.Text.Encodings.Web;

namespace Microblog.DemoWiki;

/// <summary>The front page and the user pages, so that links to the wiki lead somewhere.</summary>
public sealed class DemoPages(DemoWikiState state, DemoSessions sessions, TimeProvider clock)
{
    internal DemoPage Front(HttpContext http)
    {
        var rows = state.Accounts().Where(account => !account.IsHidden).Select(Row);
        return new DemoPage("Welcome", $"""
            {LogInOrOut(http)}
            <table>
            <caption>Accounts, each with the password <b>{DemoWikiState.Password}</b></caption>
            <thead><tr><th scope="col">Name</th><th scope="col">Groups</th><th scope="col">Edits</th><th scope="col">Block</th></tr></thead>
            <tbody>{rows}</tbody>
            </table>
            """);
    }

    /// <summary>User pages; every other title is a page that does not exist.</summary>
    internal DemoPage Page(string title)
    {
        const string prefix = "User:";
        var account = title.StartsWith(prefix, StringComparison.Ordinal) ? state.Find(DemoName.Clean(title[prefix.Length..])) : null;
        if (account is null or { IsHidden: true })
            return new DemoPage(title.Replace('_', ' '), $"<p>There is no such page on this wiki.</p>", StatusCodes.Status404NotFound);

        var block = account.BlockAt(clock.GetUtcNow());
        Html notice = block is null ? $"" : (Html)$"""<p class="problem">Blocked {Until(block)}: {block.Reason}</p>""";
        return new DemoPage(prefix + account.Name, $"""
            {notice}
            <p>{account.Name} has made {Count(account.Edits)} edits since {Date(account.Registered)}.</p>
            <p>Groups: {Groups(account)}</p>
            """);
    }

    internal static DemoPage Down() => new(
        "Out of order", $"<p>This wiki is having problems. Please try again later.</p>", StatusCodes.Status503ServiceUnavailable);

    private Html LogInOrOut(HttpContext http)
    {
        if (sessions.AccountId(http) is not { } id || state.Find(id) is not { } account)
            return $"""<p>You are not logged in. <a href="{DemoLogIn.Path}">Log in</a></p>""";
        return $"""
            <form method="post" action="{DemoLogIn.OutPath}">
            <p>You are logged in as {account.Name}.
            <input type="hidden" name="token" value="{sessions.FormToken(http)}"> <button type="submit">Log out</button></p>
            </form>
            """;
    }

    private Html Row(DemoAccount account)
    {
        var address = DemoWikiSettings.Path + "/wiki/User:" + UrlEncoder.Default.Encode(account.Name.Replace(' ', '_'));
        var block = account.BlockAt(clock.GetUtcNow());
        return $"""
            <tr><th scope="row"><a href="{address}">{account.Name}</a></th><td>{Groups(account)}</td>
            <td>{Count(account.Edits)}</td><td>{(block is null ? "" : Until(block))}</td></tr>
            """;
    }

    private string Groups(DemoAccount account) =>
        string.Join(", ", account.Groups(clock.GetUtcNow()).Where(group => group is not "*"));

    private static string Until(DemoBlock block) => block.Until is { } end ? "until " + DemoTime.Iso(end) : "for ever";

    private static string Count(int edits) => edits.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset time) => time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
