using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Microblog.Apps;

/// <summary>What a program sends: a form, or the same as JSON.</summary>
/// <remarks>COMPAT(masto.js, Elk): RFC 6749 knows forms alone; Mastodon reads JSON too.</remarks>
public sealed class OAuthForm
{
    /// <summary>Most bytes that are read.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly Dictionary<string, StringValues> values;

    private OAuthForm(Dictionary<string, StringValues> values) => this.values = values;

    /// <summary>The value; null where there is none, or an empty one.</summary>
    /// <exception cref="OAuthProblemException">There are several (RFC 6749 §3.2).</exception>
    public string? this[string name] => All(name) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new OAuthProblemException(OAuthProblemException.InvalidRequest, $"{name} is given more than once."),
    };

    /// <summary>Every value that is not empty, also of <c>name[]</c>.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. Of(name).Concat(Of(name + "[]")).OfType<string>().Where(v => v.Length > 0)];

    /// <summary>Reads a request's body.</summary>
    /// <exception cref="OAuthProblemException">It is neither form nor JSON object.</exception>
    public static async Task<OAuthForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            if (request.HasFormContentType)
                return new((await request.ReadFormAsync(ct)).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal));
            if (request.HasJsonContentType())
                return new(Flat((await JsonDocument.ParseAsync(request.Body, cancellationToken: ct)).RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new OAuthProblemException(OAuthProblemException.InvalidRequest, "The body cannot be read.");
        }

        return new(request.Query.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal));
    }

    private StringValues Of(string name) => values.GetValueOrDefault(name);

    private static Dictionary<string, StringValues> Flat(JsonElement root) => root.EnumerateObject()
        .DistinctBy(p => p.Name, StringComparer.Ordinal)
        .ToDictionary(p => p.Name, p => TextsOf(p.Value), StringComparer.Ordinal);

    private static StringValues TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()).ToArray(),
        _ => StringValues.Empty,
    };
}
