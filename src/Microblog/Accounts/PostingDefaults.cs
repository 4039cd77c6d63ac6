using Microblog.Data;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>What holds for a person's new notices where nothing else is said.</summary>
public sealed class PostingDefaults
{
    public Visibility Visibility { get; set; }

    /// <summary>Files are hidden until the reader asks for them.</summary>
    public bool IsSensitive { get; set; }

    /// <summary>BCP 47 tag; null for the server's.</summary>
    public string? Language { get; set; }

    public QuotePolicy QuotePolicy { get; set; }
}

/// <summary>Reads and changes posting defaults.</summary>
public static class PostingDefaultsQueries
{
    extension(Db db)
    {
        /// <summary>A person's; those of the server for an actor without an account.</summary>
        public async Task<PostingDefaults> PostingDefaultsOfAsync(long actorId, CancellationToken ct) =>
            await db.Accounts.Where(a => a.ActorId == actorId).Select(a => a.Posting).AsNoTracking().SingleOrDefaultAsync(ct) ?? new();

        /// <summary>Changes them.</summary>
        public async Task ChangePostingDefaultsAsync(long actorId, Action<PostingDefaults> change, CancellationToken ct)
        {
            change((await db.Accounts.SingleAsync(a => a.ActorId == actorId, ct)).Posting);
            await db.SaveChangesAsync(ct);
        }
    }
}
