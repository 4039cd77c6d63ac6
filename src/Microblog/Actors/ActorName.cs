using Microblog.Media;

namespace Microblog.Actors;

/// <summary>What it takes to name an actor on a page and link to them.</summary>
/// <param name="Host">Empty for a local actor.</param>
/// <param name="IconUrl">Where their picture is; null for none.</param>
public sealed record ActorName(long Id, string Handle, string Host, string DisplayName, Uri? IconUrl)
{
    /// <summary>Where it is shown here; null for none.</summary>
    public string? IconPath => ActorPictures.IconPath(Id, Host, IconUrl);

    public bool IsLocal => Host.Length == 0;

    /// <summary><c>name</c> here, <c>name@host</c> elsewhere.</summary>
    public string Address => IsLocal ? Handle : $"{Handle}@{Host}";

    /// <summary>Their page here.</summary>
    public string Path => $"/@{Address}";

    /// <summary>What to call them: never empty.</summary>
    public string Shown => string.IsNullOrWhiteSpace(DisplayName) ? Handle : DisplayName;
}
