using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Relations;

/// <summary>What a person wrote down about another, for their own eyes.</summary>
/// <remarks>Source: Mastodon API documentation, "Set private note on profile".</remarks>
public sealed class PersonalNote
{
    /// <summary>Longest, in characters.</summary>
    public const int MaxLength = 2_000;

    public required long OwnerId { get; init; }
    public required long ActorId { get; init; }
    public Actor? Owner { get; init; }
    public Actor? Actor { get; init; }
    public required string Text { get; set; }
}

internal sealed class PersonalNoteTable : IEntityTypeConfiguration<PersonalNote>
{
    public void Configure(EntityTypeBuilder<PersonalNote> builder)
    {
        builder.ToTable("PersonalNotes");
        builder.HasKey(n => new { n.OwnerId, n.ActorId });
        builder.HasIndex(n => n.ActorId);
        builder.HasOne(n => n.Owner).WithMany().HasForeignKey(n => n.OwnerId);
        builder.HasOne(n => n.Actor).WithMany().HasForeignKey(n => n.ActorId);
    }
}

/// <summary>Writes it down.</summary>
public sealed class WriteNote(Db db)
{
    /// <summary>Keeps the text in place of what was there; an empty one keeps nothing.</summary>
    /// <exception cref="RefusalException">It is too long.</exception>
    public Task RunAsync(long ownerId, long actorId, string text, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
    {
        if (text.Length > PersonalNote.MaxLength)
            throw new RefusalException(Refusal.PersonalNoteTooLong);
        var note = await db.PersonalNotes.SingleOrDefaultAsync(n => n.OwnerId == ownerId && n.ActorId == actorId, ct);
        if (note is not null && text.Length == 0)
            db.PersonalNotes.Remove(note);
        else if (note is not null)
            note.Text = text;
        else if (text.Length > 0)
            db.PersonalNotes.Add(new PersonalNote { OwnerId = ownerId, ActorId = actorId, Text = text });
        await db.SaveChangesAsync(ct);
    });
}
