using System.Net;
using System.Text.Json;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;

namespace Microblog.Tests.Media;

/// <summary>Uploads as a phone does.</summary>
internal static class Uploading
{
    /// <summary>Uploads a file, whatever comes back.</summary>
    public static async Task<HttpResponseMessage> TryUploadAsync(
        this Person person, byte[] file, string? description = null, string name = "file", string path = "/api/v2/media", string? focus = null)
    {
        using var form = FormOf(("file", name, file));
        if (description is not null)
            form.Add(new StringContent(description), "description");
        if (focus is not null)
            form.Add(new StringContent(focus), "focus");
        return await person.Client.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    /// <summary>Uploads a file that must be ready at once.</summary>
    public static async Task<JsonElement> UploadAsync(this Person person, byte[] file, string? description = null, string? focus = null)
    {
        using var answer = await person.TryUploadAsync(file, description, focus: focus);
        return await answer.OkAsync();
    }

    /// <summary>Uploads what takes time, and waits for it.</summary>
    public static async Task<JsonElement> UploadAndWaitAsync(this Person person, byte[] file)
    {
        using var answer = await person.TryUploadAsync(file);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = (await answer.ReadAsync()).Text("id");
        return await person.WaitForAsync(id);
    }

    /// <summary>Asks for an upload until it is ready.</summary>
    public static async Task<JsonElement> WaitForAsync(this Person person, string id)
    {
        JsonElement? ready = null;
        await Wait.UntilAsync(async () =>
        {
            using var answer = await person.Client.GetAsync($"/api/v1/media/{id}", TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK)
                ready = await answer.ReadAsync();
            else
                Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            return ready is not null;
        });
        return ready!.Value;
    }

    public static MultipartFormDataContent FormOf(params (string Field, string Name, byte[] File)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, name, file) in files)
            form.Add(new ByteArrayContent(file), field, name);
        return form;
    }

    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }
}
