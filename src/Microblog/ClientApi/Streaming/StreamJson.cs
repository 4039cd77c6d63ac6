using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Microblog.ClientApi.Streaming;

/// <summary>Writes entities into streams as they are written everywhere else.</summary>
internal sealed class StreamJson(IOptions<JsonOptions> options)
{
    // As MVC itself does: it is JSON, and never stands in a page.
    private readonly JsonSerializerOptions json = new(options.Value.JsonSerializerOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write<T>(T entity) => JsonSerializer.Serialize(entity, json);
}
