using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>Changes what a person here says of themselves.</summary>
public sealed class UpdateProfile(Db db, JobQueue jobs, LocalUris uris)
{
    /// <summary>Longest display name, as <see cref="NoticeText.Length(string)"/> counts.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Longest description, counted likewise.</summary>
    public const int MaxNoteLength = 500;

    /// <summary>Stores what is given and leaves the rest.</summary>
    /// <exception cref="RefusalException">A text is too long.</exception>
    public async Task RunAsync(long actorId, ProfileChanges changes, CancellationToken ct)
    {
        if (Length(changes.DisplayName) > MaxNameLength)
            throw new RefusalException(Refusal.NameTooLong);
        if (Length(changes.Note) > MaxNoteLength)
            throw new RefusalException(Refusal.DescriptionTooLong);

        var actor = await db.Actors.FromHere().SingleOrDefaultAsync(a => a.Id == actorId, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        if (changes.DisplayName?.Trim() is { } name)
            actor.DisplayName = name.Length == 0 ? actor.Handle : name;
        if (changes.Note?.ReplaceLineEndings("\n").Trim() is { } note)
            actor.SummaryHtml = NoticeText.ToHtml(NoticeText.Parse(note), _ => null, uris.TagBase);
        actor.IsLocked = changes.IsLocked ?? actor.IsLocked;
        if (changes.IsBot is { } isBot)
            actor.Kind = isBot ? ActorKind.Service : ActorKind.Person;
        if (!db.ChangeTracker.HasChanges())
            return;

        jobs.Raise(new ProfileChanged(actorId));
        await db.SaveChangesAsync(ct);
    }

    private static int Length(string? text) => text is null ? 0 : NoticeText.Length(text);
}

/// <summary>What a person wants changed; null leaves a thing as it is.</summary>
/// <param name="Note">Plain text; addresses and tags in it become links.</param>
public sealed record ProfileChanges(string? DisplayName = null, string? Note = null, bool? IsLocked = null, bool? IsBot = null);
