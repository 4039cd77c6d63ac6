using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Microblog.ClientApi.Description;

/// <summary>The description of the client API, made from its code when it is first asked for and kept: it does not change while the server runs.</summary>
public sealed class ApiDescription(IServiceProvider services)
{
    internal const string Document = "client-api";

    private readonly Lazy<Task<byte[]>> written = new(() => WriteAsync(services));

    /// <summary>The OpenAPI document, as JSON.</summary>
    public Task<byte[]> JsonAsync() => written.Value;

    private static async Task<byte[]> WriteAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document).GetOpenApiDocumentAsync();
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        return json.ToArray();
    }
}
