using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi.Admin;

/// <summary>What a client app asks, wherever it says it: in the address, in a form or in JSON.</summary>
/// <remarks>COMPAT(Mastodon): apps use all three for the same things. A list is <c>name[]</c> or <c>name</c>, what is inside of something <c>name[inside]</c>.</remarks>
[ModelBinder(typeof(AskedBinder))]
public sealed class Asked(IReadOnlyDictionary<string, IReadOnlyList<string>> said)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 200;

    /// <summary>The page that is asked for.</summary>
    /// <remarks>Source: Mastodon API documentation, admin: lists have a hundred items, at most two hundred.</remarks>
    public Page Page =>
        new(ApiText.IdOrNull(Text("max_id")), ApiText.IdOrNull(Text("since_id")), ApiText.IdOrNull(Text("min_id")), Math.Clamp(Paging.LimitOf(Text("limit"), DefaultLimit), 1, MaxLimit))
        {
            IsWhole = true,
        };

    /// <summary>Whether something is said of it, be it nothing.</summary>
    public bool Says(string name) => said.ContainsKey(name);

    /// <summary>What is said of it; null where that is nothing.</summary>
    public string? Text(string name) => said.GetValueOrDefault(name) is [.., { Length: > 0 } last] ? last : null;

    public IReadOnlyList<string> List(string name) => said.GetValueOrDefault(name) ?? [];

    /// <summary>Yes or no; null where neither is said.</summary>
    public bool? Flag(string name) => Text(name) is { } word ? YesOrNo.Read(word.Trim()) : null;
}
