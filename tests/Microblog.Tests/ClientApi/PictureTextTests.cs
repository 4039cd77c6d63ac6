using System.Net;
using Microblog.Tests.Media;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

/// <summary>Pictures of a profile that are written out as text, as megalodon sends them.</summary>
public sealed class PictureTextTests
{
    [FfmpegFact]
    public async Task A_picture_comes_in_json_or_as_a_field_of_a_form()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var picture = Convert.ToBase64String(await Samples.PngAsync(60, 60));

        using var json = await TryAsync(alice, $"data:image/png;base64,{picture}");
        var form = await alice.SendAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("header", $"data:;base64,{picture}"));

        Assert.StartsWith(server.BaseUrl.AbsoluteUri + "media/", (await json.OkAsync()).Text("avatar"), StringComparison.Ordinal);
        Assert.StartsWith(server.BaseUrl.AbsoluteUri + "media/", form.Text("avatar"), StringComparison.Ordinal);
        Assert.StartsWith(server.BaseUrl.AbsoluteUri + "media/", form.Text("header"), StringComparison.Ordinal);
    }

    [FfmpegTheory]
    [InlineData("https://elsewhere.test/cat.png")]
    [InlineData("data:image/png,cat")]
    [InlineData("data:image/png;base64")]
    [InlineData("data:image/png;base64,?")]
    [InlineData("data:image/png;base64,Y2F0")]
    [InlineData("data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=")]
    public async Task What_is_no_picture_is_refused(string text)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        using var answer = await TryAsync(alice, text);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> TryAsync(Person person, string avatar) =>
        person.Client.PatchAsJsonAsync("/api/v1/accounts/update_credentials", new { avatar }, TestContext.Current.CancellationToken);
}
