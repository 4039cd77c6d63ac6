using Microblog.Data;
using Microblog.Jobs;
using Microblog.Media;
using Microblog.Notices.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Changes what a person here says of themselves.</summary>
public sealed class UpdateProfile(Db db, JobQueue jobs, LocalUris uris, ProfilePictures pictures)
{
    /// <summary>Longest display name, as <see cref="NoticeText.Length(string)"/> counts.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Longest description, counted likewise.</summary>
    public const int MaxNoteLength = 500;

    /// <summary>Most lines of one's own in the table of a profile.</summary>
    public const int MaxFields = 4;

    /// <summary>Longest name or value of such a line, counted likewise.</summary>
    public const int MaxFieldLength = 255;

    /// <summary>Stores what is given and leaves the rest.</summary>
    /// <exception cref="RefusalException">A text is too long, there are too many fields, or a picture is none.</exception>
    public async Task RunAsync(long actorId, ProfileChanges changes, CancellationToken ct)
    {
        Check(changes);
        var (icon, banner) = (await KeepAsync(actorId, MediaUse.Icon, changes.Icon, ct), await KeepAsync(actorId, MediaUse.Banner, changes.Banner, ct));
        var actor = await db.Actors.FromHere().Include(a => a.Fields).SingleOrDefaultAsync(a => a.Id == actorId, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        if (changes.DisplayName?.Trim() is { } name)
            actor.DisplayName = name.Length == 0 ? actor.Handle : name;
        if (changes.Note?.ReplaceLineEndings("\n").Trim() is { } note)
            actor.SummaryHtml = ToHtml(note);
        actor.IsLocked = changes.IsLocked ?? actor.IsLocked;
        actor.HidesFollows = changes.HidesFollows ?? actor.HidesFollows;
        actor.IsDiscoverable = changes.IsDiscoverable ?? actor.IsDiscoverable;
        actor.IsIndexable = changes.IsIndexable ?? actor.IsIndexable;
        if (changes.IsBot is { } isBot)
            actor.Kind = isBot ? ActorKind.Service : ActorKind.Person;
        actor.IconUrl = icon ?? (changes.RemovesIcon ? null : actor.IconUrl);
        actor.ImageUrl = banner ?? (changes.RemovesBanner ? null : actor.ImageUrl);
        if (changes.Fields is { } fields)
            SetFields(actor, [.. fields.Select(f => f.Trimmed).Where(f => f.Name.Length + f.Value.Length > 0)]);
        if (!db.ChangeTracker.HasChanges())
            return;

        jobs.Raise(new ProfileChanged(actorId));
        await db.SaveChangesAsync(ct);
    }

    private async Task<Uri?> KeepAsync(long actorId, MediaUse use, Stream? picture, CancellationToken ct) =>
        picture is null ? null : await pictures.KeepAsync(actorId, use, picture, ct);

    private static void Check(ProfileChanges changes)
    {
        if (Length(changes.DisplayName) > MaxNameLength)
            throw new RefusalException(Refusal.NameTooLong);
        if (Length(changes.Note) > MaxNoteLength)
            throw new RefusalException(Refusal.DescriptionTooLong);
        if (changes.Fields is not { } fields)
            return;
        if (fields.Count > MaxFields)
            throw new RefusalException(Refusal.TooManyFields);
        if (fields.Any(f => Length(f.Name) > MaxFieldLength || Length(f.Value) > MaxFieldLength))
            throw new RefusalException(Refusal.FieldTooLong);
    }

    private void SetFields(Actor actor, List<FieldText> fields)
    {
        db.ProfileFields.RemoveRange(actor.Fields.Where(f => f.Position >= fields.Count));
        for (var position = 0; position < fields.Count; position++)
        {
            var (name, value) = fields[position];
            if (actor.Fields.FirstOrDefault(f => f.Position == position) is not { } field)
            {
                db.ProfileFields.Add(new ActorField
                {
                    ActorId = actor.Id,
                    Position = position,
                    Name = name,
                    Html = ToFieldHtml(value),
                    Text = value,
                });
            }
            else if (field.Name != name || field.Text != value)
            {
                (field.Name, field.Html, field.Text) = (name, ToFieldHtml(value), value);
            }
        }
    }

    private Web.CleanHtml ToHtml(string text) => NoticeText.ToHtml(NoticeText.Parse(text), _ => null, uris.TagBase);

    private Web.CleanHtml ToFieldHtml(string text) => NoticeText.ToFieldHtml(NoticeText.Parse(text), uris.TagBase);

    private static int Length(string? text) => text is null ? 0 : NoticeText.Length(text);
}

/// <summary>What a person wants changed; null leaves a thing as it is.</summary>
/// <param name="Note">Plain text; addresses and tags in it become links.</param>
/// <param name="Fields">The whole table of one's own lines, in their order; empty lines are left out.</param>
public sealed record ProfileChanges(
    string? DisplayName = null,
    string? Note = null,
    bool? IsLocked = null,
    bool? IsBot = null,
    bool? HidesFollows = null,
    IReadOnlyList<FieldText>? Fields = null)
{
    /// <inheritdoc cref="Actor.IsDiscoverable"/>
    public bool? IsDiscoverable { get; init; }

    /// <inheritdoc cref="Actor.IsIndexable"/>
    public bool? IsIndexable { get; init; }

    /// <summary>Another picture, whole as a file.</summary>
    public Stream? Icon { get; init; }

    /// <summary>Another banner, likewise.</summary>
    public Stream? Banner { get; init; }

    public bool RemovesIcon { get; init; }

    public bool RemovesBanner { get; init; }
}

/// <summary>A line of a profile's table as it is typed.</summary>
/// <param name="Value">Plain text; addresses and tags in it become links.</param>
public sealed record FieldText(string Name, string Value)
{
    internal FieldText Trimmed => new(Name.Trim(), Value.ReplaceLineEndings(" ").Trim());
}
