using System.Net;
using System.Text.Json;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

/// <summary>Calls the client API as a phone does.</summary>
internal static class Calling
{
    /// <summary>Reads JSON that must be there.</summary>
    public static async Task<JsonElement> GetAsync(this Person person, string path)
    {
        using var answer = await person.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.OkAsync();
    }

    /// <summary>Sends a form; what comes back must be a success.</summary>
    public static async Task<JsonElement> SendAsync(this Person person, HttpMethod method, string path, params (string Name, string Value)[] form)
    {
        using var answer = await person.TryAsync(method, path, form);
        return await answer.OkAsync();
    }

    /// <summary>Sends a form, whatever comes back.</summary>
    public static async Task<HttpResponseMessage> TryAsync(
        this Person person, HttpMethod method, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        return await person.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> OkAsync(this HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {body}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.Clone();
    }

    public static string Text(this JsonElement json, string property) => json.GetProperty(property).GetString()!;

    /// <summary>The ids of a list, in its order.</summary>
    public static IReadOnlyList<string> Ids(this JsonElement list) => [.. list.EnumerateArray().Select(i => i.Text("id"))];
}
