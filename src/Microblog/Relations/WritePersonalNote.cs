using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Writes down what one wants to remember of another.</summary>
public sealed class WritePersonalNote(Db db)
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
