using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Relations.Mutes;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Search;

/// <summary>Finds notices by the words in them: what anybody may read, and what is the reader's own.</summary>
public sealed class FindNotices(Db db, LocalUris uris, TimeProvider clock)
{
    // Of what holds very common words, the newest are looked through: a search must cost the same on a large server.
    private const int MostCandidates = 10_000;

    /// <summary>{0} what is looked for, {1} and {2} between which notices. The order and the limit follow.</summary>
    private const string Sqlite =
        "SELECT rowid AS \"Value\" FROM notice_index WHERE notice_index MATCH {0} AND rowid > {1} AND rowid < {2} ORDER BY rowid";

    /// <inheritdoc cref="Sqlite"/>
    private const string PostgreSql =
        """
        SELECT notice_id AS "Value" FROM notice_words
        WHERE array_to_tsvector(string_to_array(btrim(words), ' ')) @@ {0}::tsquery AND notice_id > {1} AND notice_id < {2} ORDER BY notice_id
        """;

    /// <summary>What a reader finds.</summary>
    /// <param name="viewer">Null for a passer-by.</param>
    /// <param name="page">Only the part of the index that the page can hold is looked through.</param>
    /// <returns>Null when the query says nothing to look for, or names an author whom nobody knows.</returns>
    public async Task<IQueryable<Placed>?> RunAsync(Looked looked, long? viewer, Page page, CancellationToken ct)
    {
        if (await WithAuthorsAsync(looked, viewer, ct) is not ({ Count: > 0 } wanted, var unwanted))
            return null;
        var candidates = Candidates(new(wanted, unwanted), looked, page);
        var found = db.Notices.Where(n => candidates.Contains(n.Id)).Where(IsFoundBy(viewer, looked, clock.GetUtcNow()));
        foreach (var phrase in looked.Phrases)
            found = found.Where(n => db.NoticeWords.Any(w => w.NoticeId == n.Id && w.Words.Contains(phrase)));
        foreach (var phrase in looked.UnwantedPhrases)
            found = found.Where(n => !db.NoticeWords.Any(w => w.NoticeId == n.Id && w.Words.Contains(phrase)));
        return found.InPlace().WithoutMutedBy(db, viewer, clock.GetUtcNow());
    }

    /// <summary>What everybody may read and leads to a page, such as an article.</summary>
    public IQueryable<Notice> LinkingTo(Uri address, Page page)
    {
        var candidates = Candidates(new([Marks.LinkTo(address)], []), Looked.Nothing, page);
        return db.Notices.OnFederatedPage(clock.GetUtcNow()).Where(n => candidates.Contains(n.Id));
    }

    // What its author does not want found by everybody is found by those to whom it belongs all the same.
    private static Expression<Func<Notice, bool>> IsFoundBy(long? viewer, Looked looked, DateTimeOffset now)
    {
        var silenced = Block.SilencesAt(now);
        var (wantsPublic, wantsOwn) = (!looked.OnlyOwn, viewer is not null && !looked.OnlyPublic);
        return n =>
            (wantsPublic && n.Visibility == Visibility.Public && n.Author!.IsIndexable != false && n.Author.HostStanding == HostStanding.Open
                && !n.Author.Blocks.AsQueryable().Any(silenced))
            || (wantsOwn && (n.AuthorId == viewer
                || n.Addressees.Any(a => a.ActorId == viewer)
                || n.Likes.Any(l => l.ActorId == viewer)
                || n.Bookmarks.Any(b => b.ActorId == viewer)
                || n.Repeats.Any(r => r.AuthorId == viewer)));
    }

    private IQueryable<long> Candidates(IndexQuery query, Looked looked, Page page)
    {
        var min = Math.Max(page.MinId ?? page.SinceId ?? 0, looked.From is { } from ? Snowflake.FirstAt(from) - 1 : 0);
        var max = Math.Min(page.MaxId ?? long.MaxValue, looked.Until is { } until ? Snowflake.FirstAt(until) : long.MaxValue);
        var isSqlite = db.Database.IsSqlite();
        var sql = (isSqlite ? Sqlite : PostgreSql) + (page.MinId is null ? " DESC LIMIT {3}" : " LIMIT {3}");
        return db.Database.SqlQueryRaw<long>(sql, isSqlite ? query.Fts5 : query.TsQuery, min, max, MostCandidates);
    }

    private async Task<(List<string> Wanted, List<string> Unwanted)?> WithAuthorsAsync(Looked looked, long? viewer, CancellationToken ct)
    {
        var (wanted, unwanted) = (looked.Wanted.ToList(), looked.Unwanted.ToList());
        foreach (var author in looked.Authors)
        {
            var address = author.Address.EndsWith($"@{uris.Host}", StringComparison.OrdinalIgnoreCase) ? author.Address.Split('@')[0] : author.Address;
            var id = address == "me" ? viewer : await db.Actors.At(address).Select(a => (long?)a.Id).FirstOrDefaultAsync(ct);
            if (id is { } known)
                (author.IsUnwanted ? unwanted : wanted).Add(Marks.Author(known));
            else if (!author.IsUnwanted)
                return null;
        }

        return (wanted, unwanted);
    }

    // Words are made of letters and digits, and marks begin with @: none can end the quotes it stands in.
    private sealed record IndexQuery(IReadOnlyList<string> Wanted, IReadOnlyList<string> Unwanted)
    {
        public string Fts5
        {
            get
            {
                var all = string.Join(" AND ", Wanted.Select(Term));
                return Unwanted.Count == 0 ? all : $"({all}) NOT ({string.Join(" OR ", Unwanted.Select(Term))})";

                static string Term(string word) => word.EndsWith('*') ? $"\"{word[..^1]}\" *" : $"\"{word}\"";
            }
        }

        public string TsQuery
        {
            get
            {
                return string.Join(" & ", [.. Wanted.Select(Term), .. Unwanted.Select(w => "!" + Term(w))]);

                static string Term(string word) => word.EndsWith('*') ? $"'{word[..^1]}':*" : $"'{word}'";
            }
        }
    }
}
