using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microblog.SignIn;
using Microblog.Tests.Support;

namespace Microblog.Tests.Pages;

/// <summary>Somebody with a browser without script: opens pages, reads them, fills in their forms.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly TestServer server;
    private readonly HttpClient client;
    private readonly CookieContainer cookies = new();

    public Visitor(TestServer server)
    {
        this.server = server;
        client = server.NewClient(cookies);
        client.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public HttpResponseMessage Answer { get; private set; } = null!;

    public HttpStatusCode Status => Answer.StatusCode;

    public Uri At { get; private set; } = null!;

    /// <summary>The page as it came.</summary>
    public string Source { get; private set; } = "";

    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>What a reader reads.</summary>
    public string Words => Page.Body!.TextContent;

    public static async Task<Visitor> SignedInAsync(TestServer server, Person person)
    {
        await using var scope = server.NewScope();
        var secret = await scope.Get<Sessions>().BeginAsync(person.AccountId, "test", TestContext.Current.CancellationToken);
        var visitor = new Visitor(server);
        visitor.cookies.Add(server.BaseUrl, new Cookie(server.SessionCookie, secret));
        return visitor;
    }

    /// <summary>Signs in as an account of the demo wiki.</summary>
    public static async Task<Visitor> FromDemoWikiAsync(TestServer server, string name)
    {
        var visitor = new Visitor(server);
        await visitor.OpenAsync("/sign-in?as=" + Uri.EscapeDataString(name));
        return visitor;
    }

    /// <summary>Opens an address and follows where it leads.</summary>
    public Task OpenAsync(string address) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends the page's form that goes to an address, with what is typed over what it holds.</summary>
    public Task SubmitAsync(string action, params (string Name, string Value)[] typed)
    {
        var form = Page.QuerySelector<IHtmlFormElement>($"form[action='{action}']");
        Assert.NotNull(form);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input[name]"))
        {
            if (input.Type is not ("radio" or "checkbox") || input.IsChecked)
                fields[input.Name!] = input.Value;
        }

        foreach (var select in form.QuerySelectorAll<IHtmlSelectElement>("select[name]"))
            fields[select.Name!] = select.Value!;
        foreach (var (name, value) in typed)
            fields[name] = value;
        return PostAsync(action, fields);
    }

    /// <summary>Sends a form that no page showed, with the token of the page that is open.</summary>
    public Task PostAsync(string address, IReadOnlyDictionary<string, string> fields)
    {
        var token = Page.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")?.Value;
        var all = token is null ? fields : fields.Append(new("__RequestVerificationToken", token)).DistinctBy(f => f.Key);
        return SendAsync(() => new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(all) });
    }

    /// <summary>Sends a form with files, with the token of the page that is open.</summary>
    public async Task PostFilesAsync(string address, MultipartFormDataContent form)
    {
        form.Add(new StringContent(Page.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value), "__RequestVerificationToken");
        await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, address) { Content = form });
    }

    public void Dispose()
    {
        Answer?.Dispose();
        client.Dispose();
    }

    private async Task SendAsync(Func<HttpRequestMessage> first)
    {
        using var request = first();
        Answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        At = new Uri(server.BaseUrl, request.RequestUri!);
        while (Answer.Headers.Location is { } next)
        {
            At = new Uri(At, next);
            Answer = await client.GetAsync(At, TestContext.Current.CancellationToken);
        }

        Source = await Answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Page = await new HtmlParser().ParseDocumentAsync(Source, TestContext.Current.CancellationToken);
    }
}
