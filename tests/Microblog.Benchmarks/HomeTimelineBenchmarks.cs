using BenchmarkDotNet.Attributes;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Benchmarks;

/// <summary>One page of a home timeline out of many stored notices, as the page and the client API read it, on SQLite.</summary>
[MemoryDiagnoser]
public class HomeTimelineBenchmarks
{
    private const long Owner = 1;
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly string directory = Directory.CreateTempSubdirectory("microblog-benchmark-").FullName;
    private DbContextOptions<Db> options = new();

    [Params(10_000)]
    public int Stored { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var builder = new DbContextOptionsBuilder<Db>();
        builder.UseMicroblogDatabase(new DatabaseSettings(), directory);
        options = builder.Options;
        await using var db = new Db(options);
        await new Migrator(db).RunAsync(CancellationToken.None);
        for (var author = 1; author <= 20; author++)
            db.Actors.Add(NewActor(author));
        await db.SaveChangesAsync();
        for (var i = 0; i < Stored; i++)
            db.Notices.Add(NewNotice(i));
        await db.SaveChangesAsync();
        db.HomeEntries.AddRange(Enumerable.Range(Stored - HomeEntry.Kept, HomeEntry.Kept)
            .Select(i => new HomeEntry { OwnerId = Owner, NoticeId = NoticeId(i) }));
        await db.SaveChangesAsync();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Benchmark]
    public async Task<int> NewestPageAsync()
    {
        await using var db = new Db(options);
        var page = await db.Notices.ReadAtHomeBy(db, Owner, Now).VisibleTo(Owner, Now).On(new Page()).WithPlaces(NoticeView.Shape).ToListAsync();
        return page.Count;
    }

    private static long NoticeId(int number) => (Now.AddMinutes(-number).ToUnixTimeMilliseconds() << 16) | 1;

    private static Actor NewActor(int number) => new()
    {
        Id = number,
        Uri = new Uri($"https://peer.example/{number}"),
        Handle = $"author{number}",
        HandleKey = $"author{number}",
        Host = number == Owner ? "" : "peer.example",
        DisplayName = $"Author {number}",
        CreatedAt = Now,
    };

    private static Notice NewNotice(int number) => new()
    {
        Id = NoticeId(number),
        Uri = new Uri($"https://peer.example/notes/{number}"),
        AuthorId = 1 + (number % 20),
        Html = CleanHtml.FromColumn($"<p>Notice number {number}, of an ordinary length for a notice.</p>"),
        Visibility = Visibility.Public,
        PublishedAt = Now.AddMinutes(-number),
    };
}
