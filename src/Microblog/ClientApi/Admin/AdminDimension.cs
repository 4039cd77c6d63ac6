using System.Text.Json.Serialization;

namespace Microblog.ClientApi.Admin;

/// <summary>What this server is made of, or what is done most here.</summary>
/// <remarks>Source: Mastodon API documentation, entity Admin::Dimension.</remarks>
public sealed record AdminDimension(string Key, IReadOnlyList<AdminDimensionItem> Data);

/// <summary>One of the things.</summary>
/// <param name="HumanKey">As a person calls it.</param>
/// <param name="Value">How many, how large, or which.</param>
/// <param name="Unit">Null where it is none.</param>
public sealed record AdminDimensionItem(
    string Key,
    string HumanKey,
    string Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unit = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? HumanValue = null);
