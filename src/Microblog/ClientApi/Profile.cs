namespace Microblog.ClientApi;

/// <summary>One's own profile, as it is edited.</summary>
/// <remarks>Source: Mastodon API documentation, entity Profile.</remarks>
public sealed record Profile
{
    internal Profile(CredentialAccount account, IReadOnlyList<FeaturedTagEntity> featuredTags)
    {
        (Id, DisplayName, Note, Fields) = (account.Id, account.DisplayName, account.Source.Note, account.Source.Fields);
        (Avatar, AvatarStatic, Header, HeaderStatic) = (account.Avatar, account.AvatarStatic, account.Header, account.HeaderStatic);
        (Locked, Bot, HideCollections) = (account.Locked, account.Bot, account.Source.HideCollections);
        (Discoverable, Indexable) = (account.Source.Discoverable, account.Source.Indexable);
        FeaturedTags = featuredTags;
    }

    public string Id { get; }
    public string DisplayName { get; }

    /// <summary>Plain text.</summary>
    public string Note { get; }

    /// <summary>What was typed.</summary>
    public IReadOnlyList<Field> Fields { get; }

    public string Avatar { get; }
    public string AvatarStatic { get; }

    /// <summary>Pictures of profiles have no texts here.</summary>
    public string AvatarDescription => "";

    public string Header { get; }
    public string HeaderStatic { get; }

    /// <inheritdoc cref="AvatarDescription"/>
    public string HeaderDescription => "";

    public bool Locked { get; }
    public bool Bot { get; }
    public bool HideCollections { get; }
    public bool? Discoverable { get; }
    public bool Indexable { get; }

    /// <summary>What a profile shows cannot be chosen here: it shows all.</summary>
    public bool ShowMedia => true;

    /// <inheritdoc cref="ShowMedia"/>
    public bool ShowMediaReplies => true;

    /// <inheritdoc cref="ShowMedia"/>
    public bool ShowFeatured => true;

    public IReadOnlyList<string> AttributionDomains => [];
    public IReadOnlyList<FeaturedTagEntity> FeaturedTags { get; }
}
