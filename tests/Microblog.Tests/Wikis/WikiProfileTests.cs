using System.Net;
using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

/// <summary>The identity in an OAuth profile, from a wiki that may answer anything.</summary>
public sealed class WikiProfileTests
{
    [Theory]
    [InlineData("""{"sub":"4","username":"Alice Editor","blocked":true,"rights":[],"grants":{"0":"basic","2":"x"}}""", "4")]
    [InlineData("""{"sub":4,"username":"Alice Editor"}""", "4")]
    [InlineData("""{"sub":"mw:4","username":"Alice Editor"}""", "mw:4")]
    [InlineData("""{"sub":"007","username":"Alice Editor"}""", "007")]
    public async Task The_subject_is_taken_as_it_stands(string profile, string sub)
    {
        await using var wiki = await CannedWiki.WithProfileAsync(profile);

        Assert.Equal(new WikiProfile(sub, "Alice Editor"), await ExchangeAsync(wiki));
    }

    [Fact]
    public async Task The_profile_may_call_itself_html()
    {
        await using var wiki = await CannedWiki.WithProfileAsync("""{"sub":"4","username":"Alice"}""", "text/html; charset=UTF-8");

        Assert.Equal("Alice", (await ExchangeAsync(wiki)).Username);
    }

    [Theory]
    [InlineData("""{"username":"X"}""")]
    [InlineData("""{"sub":"","username":"X"}""")]
    [InlineData("""{"sub":"0","username":"X"}""")]
    [InlineData("""{"sub":"000","username":"X"}""")]
    [InlineData("""{"sub":0,"username":"X"}""")]
    [InlineData("""{"sub":-1,"username":"X"}""")]
    [InlineData("""{"sub":"-1","username":"X"}""")]
    [InlineData("""{"sub":1.5,"username":"X"}""")]
    [InlineData("""{"sub":1e3,"username":"X"}""")]
    [InlineData("""{"sub":" 4","username":"X"}""")]
    [InlineData("""{"sub":null,"username":"X"}""")]
    [InlineData("""{"sub":true,"username":"X"}""")]
    [InlineData("""{"sub":["4"],"username":"X"}""")]
    [InlineData("""{"sub":"0","blocked":true}""")]
    public async Task A_subject_that_names_nobody_is_refused(string profile)
    {
        await using var wiki = await CannedWiki.WithProfileAsync(profile);

        Assert.Equal(WikiSignInFailure.BadSubject, await FailureAsync(wiki));
    }

    [Theory]
    [InlineData("""{"sub":"26","blocked":true}""", WikiSignInFailure.Hidden)]
    [InlineData("""{"sub":"26","username":""}""", WikiSignInFailure.Hidden)]
    [InlineData("[]", WikiSignInFailure.WikiDown)]
    [InlineData("<html>captive portal</html>", WikiSignInFailure.WikiDown)]
    public async Task A_profile_without_a_person_is_refused(string profile, WikiSignInFailure failure)
    {
        await using var wiki = await CannedWiki.WithProfileAsync(profile);

        Assert.Equal(failure, await FailureAsync(wiki));
    }

    [Theory]
    [InlineData(200, """{"token_type":"Bearer"}""", WikiSignInFailure.WikiDown)]
    [InlineData(200, """{"access_token":"a\r\nX-Evil: 1"}""", WikiSignInFailure.WikiDown)]
    [InlineData(200, "<html>", WikiSignInFailure.WikiDown)]
    [InlineData(302, "", WikiSignInFailure.WikiDown)]
    [InlineData(429, "", WikiSignInFailure.WikiDown)]
    [InlineData(500, """{"error":"server_error","error_description":"Something broke"}""", WikiSignInFailure.WikiDown)]
    [InlineData(500, """{"error":"server_error","message":"[abc] Database is read-only: upgrading"}""", WikiSignInFailure.ReadOnly)]
    [InlineData(401, """{"error":"invalid_client"}""", WikiSignInFailure.Misconfigured)]
    [InlineData(400, """{"error":"invalid_grant","hint":"Failed to verify `code_verifier`."}""", WikiSignInFailure.Refused)]
    [InlineData(400, """{"error":"invalid_request"}""", WikiSignInFailure.Refused)]
    public async Task A_token_that_is_not_given_has_a_reason(int status, string body, WikiSignInFailure failure)
    {
        await using var wiki = await CannedWiki.SayingAsync(body, "application/json; charset=nonsense", (HttpStatusCode)status);

        Assert.Equal(failure, await FailureAsync(wiki));
    }

    [Theory]
    [InlineData(401, WikiSignInFailure.Refused)]
    [InlineData(500, WikiSignInFailure.WikiDown)]
    public async Task A_token_that_does_not_open_the_profile_has_a_reason(int status, WikiSignInFailure failure)
    {
        await using var wiki = await CannedWiki.StartAsync(http => http.Request.Method == "POST"
            ? CannedWiki.WriteAsync(http, """{"access_token":"t"}""", "application/json", HttpStatusCode.OK)
            : CannedWiki.WriteAsync(http, """{"error":"access_denied"}""", "application/json", (HttpStatusCode)status));

        Assert.Equal(failure, await FailureAsync(wiki));
    }

    [Fact]
    public void The_authorize_address_holds_the_hash_of_the_verifier_and_not_the_verifier()
    {
        var settings = new WikiSettings
        {
            Id = "w",
            Name = "W",
            ApiUrl = new Uri("https://wiki.example/w/api.php"),
            RestUrl = new Uri("https://wiki.example/w/rest.php"),
            ClientId = "key",
        };

        // Verifier and challenge of RFC 7636, appendix B.
        var address = WikiOAuth.AuthorizeUrl(
            settings, new Uri("https://us.example/sign-in/callback"), "s&t", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

        Assert.Equal(
            "https://wiki.example/w/rest.php/oauth2/authorize?response_type=code&client_id=key"
            + "&redirect_uri=https%3A%2F%2Fus.example%2Fsign-in%2Fcallback&state=s%26t"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256",
            address.AbsoluteUri);
    }

    private static Task<WikiProfile> ExchangeAsync(CannedWiki wiki) => wiki.OAuth.ExchangeAsync(
        wiki.Settings, "code", new Uri("http://127.0.0.1:9/callback"), WikiOAuth.NewVerifier(), TestContext.Current.CancellationToken);

    private static async Task<WikiSignInFailure> FailureAsync(CannedWiki wiki) =>
        (await Assert.ThrowsAsync<WikiSignInException>(() => ExchangeAsync(wiki))).Failure;
}
