using System.Text.Json;
using Microblog.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Microblog.ClientApi.Admin;

/// <summary>Reads what a client app asks out of the address, and of a form or JSON.</summary>
internal sealed class AskedBinder : IModelBinder
{
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var request = bindingContext.HttpContext.Request;
        var said = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
            Add(said, name, values);
        try
        {
            if (request.HasFormContentType)
            {
                foreach (var (name, values) in await request.ReadFormAsync(bindingContext.HttpContext.RequestAborted))
                    Add(said, name, values);
            }
            else if (request.HasJsonContentType() && request.ContentLength is not 0)
            {
                using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: bindingContext.HttpContext.RequestAborted);
                AddInside(said, "", json.RootElement);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException)
        {
            // JSON throws the last for half of a surrogate pair.
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, "It could not be read.");
            return;
        }

        bindingContext.Result = ModelBindingResult.Success(
            new Asked(said.ToDictionary(s => s.Key, s => (IReadOnlyList<string>)s.Value, StringComparer.Ordinal)));
    }

    private static void AddInside(Dictionary<string, List<string>> said, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    AddInside(said, name.Length == 0 ? property.Name : $"{name}[{property.Name}]", property.Value);
                break;
            case JsonValueKind.Array:
                Add(said, name, []);
                foreach (var item in value.EnumerateArray())
                    AddInside(said, name, item);
                break;
            case JsonValueKind.Null:
                Add(said, name, [""]);
                break;
            default:
                Add(said, name, [value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()]);
                break;
        }
    }

    private static void Add(Dictionary<string, List<string>> said, string name, IEnumerable<string?> values)
    {
        var key = name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name;
        if (!said.TryGetValue(key, out var known))
            said[key] = known = [];
        foreach (var value in values.OfType<string>())
            known.Add(UnstorableText.IsIn(value) ? throw new RefusalException(Refusal.TextUnstorable) : value);
    }
}
