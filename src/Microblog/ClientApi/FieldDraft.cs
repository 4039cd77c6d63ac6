using Microblog.Actors;

namespace Microblog.ClientApi;

/// <summary>A line of a profile's table as a client app sends it.</summary>
public sealed record FieldDraft
{
    public string? Name { get; init; }
    public string? Value { get; init; }

    internal FieldText ToText() => new(Name ?? "", Value ?? "");
}
