using System.Linq.Expressions;
using Microblog.Accounts;
using Microblog.Media;
using Microblog.Web;

namespace Microblog.Actors;

/// <summary>What a profile page says of an actor.</summary>
public sealed record Profile
{
    /// <summary>The columns it takes.</summary>
    public static readonly Expression<Func<Actor, Profile>> Shape = a => new Profile
    {
        Name = new ActorName(a.Id, a.Handle, a.Host, a.DisplayName, a.IconUrl),
        Uri = a.Uri,
        Url = a.Url,
        SummaryHtml = a.SummaryHtml,
        ImageUrl = a.ImageUrl,
        Kind = a.Kind,
        CreatedAt = a.CreatedAt,
        GoneAt = a.GoneAt,
        IsSuspendedThere = a.IsSuspendedThere,
        MovedTo = a.MovedTo == null ? null : new ActorName(a.MovedTo.Id, a.MovedTo.Handle, a.MovedTo.Host, a.MovedTo.DisplayName, a.MovedTo.IconUrl),
        Fields = a.Fields.OrderBy(f => f.Position).Select(f => new FieldLine(f.Name, f.Html)).ToList(),
        Role = a.Account == null ? Role.User : a.Account.Role,
        Wikis = a.Account == null
            ? new List<WikiLine>()
            : a.Account.WikiIdentities
                .OrderBy(w => w.WikiId)
                .Select(w => new WikiLine(w.WikiId, w.Name, w.Groups, w.EditCount, w.RegisteredAt))
                .ToList(),
    };

    public required ActorName Name { get; init; }
    public required Uri Uri { get; init; }
    public required Uri? Url { get; init; }
    public required CleanHtml SummaryHtml { get; init; }
    public required Uri? ImageUrl { get; init; }

    /// <summary>Where their banner is shown here; null for none.</summary>
    public string? BannerPath => ActorPictures.BannerPath(Name.Id, Name.Host, ImageUrl);
    public required ActorKind Kind { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? GoneAt { get; init; }
    public required bool IsSuspendedThere { get; init; }

    /// <summary>The account that took over; null for somebody who has not moved.</summary>
    public required ActorName? MovedTo { get; init; }

    public required IReadOnlyList<FieldLine> Fields { get; init; }
    public required Role Role { get; init; }
    public required IReadOnlyList<WikiLine> Wikis { get; init; }

    /// <summary>A line of their own in the table.</summary>
    public sealed record FieldLine(string Name, CleanHtml Html);

    /// <summary>Who they are on a wiki.</summary>
    /// <param name="Groups">Separated by <c>|</c>.</param>
    public sealed record WikiLine(string WikiId, string Name, string Groups, int? EditCount, DateTimeOffset? RegisteredAt)
    {
        // Every account is in these, so they say nothing of anyone.
        private static readonly string[] Everybodys = ["*", "user"];

        public IEnumerable<string> NamedGroups => Groups.Split('|', StringSplitOptions.RemoveEmptyEntries).Except(Everybodys, StringComparer.Ordinal);
    }
}
