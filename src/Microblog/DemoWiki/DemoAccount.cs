namespace Microblog.DemoWiki;

/// <summary>An account of the demo wiki at one moment; <see cref="DemoWikiState"/> changes it by putting another in its place.</summary>
public sealed record DemoAccount
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Groups that somebody granted, such as <c>sysop</c> or <c>confirmed</c>.</summary>
    public IReadOnlyList<string> GrantedGroups { get; init; } = [];

    public int Edits { get; init; }

    public required DateTimeOffset Registered { get; init; }

    public DemoBlock? Block { get; init; }

    /// <summary>Its name is suppressed: the API says that there is no such account.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Made for somebody who edits without registering; has no password and cannot finish OAuth.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>All groups, in MediaWiki's order. Being autoconfirmed is computed at each look, never stored or logged.</summary>
    internal IReadOnlyList<string> Groups(DateTimeOffset now)
    {
        if (IsTemporary)
            return ["*", "temp"];
        string[] implicitGroups = IsAutoconfirmed(now) ? ["*", "user", "autoconfirmed"] : ["*", "user"];
        return [.. GrantedGroups, .. implicitGroups];
    }

    internal IReadOnlyList<string> Rights(DateTimeOffset now)
    {
        var groups = Groups(now);
        List<string> rights = ["read", "edit", "createtalk"];
        if (groups.Any(group => group is "autoconfirmed" or "confirmed" or "sysop" or "bot"))
            rights.AddRange(["autoconfirmed", "editsemiprotected"]);
        if (groups.Contains("sysop", StringComparer.Ordinal))
            rights.AddRange(["block", "delete", "protect"]);
        return rights;
    }

    /// <summary>The block, unless it has run out: nothing is logged when one does.</summary>
    internal DemoBlock? BlockAt(DateTimeOffset now) => Block is { } block && !(block.Until <= now) ? block : null;

    private bool IsAutoconfirmed(DateTimeOffset now) =>
        Edits >= DemoWikiState.AutoconfirmEdits && now - Registered >= DemoWikiState.AutoconfirmAge;
}
