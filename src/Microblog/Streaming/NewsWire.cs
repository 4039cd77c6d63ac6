using System.Collections.Concurrent;
using System.Threading.Channels;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Streaming;

/// <summary>Carries news from wherever it happens to every node: by PostgreSQL, within the transaction it is news of; on SQLite within this process.</summary>
public static class NewsWire
{
    internal const string Channel = "microblog_news";

    private static readonly ConcurrentDictionary<string, ChannelWriter<News>> Listeners = new(StringComparer.Ordinal);

    extension(Db db)
    {
        /// <summary>Tells all nodes once what happened is committed, and nobody if it is rolled back.</summary>
        public async Task SpreadAsync(News news, CancellationToken ct)
        {
            if (!db.Database.IsSqlite())
                await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {news.ToString()})", ct);
            else if (Listeners.TryGetValue(db.Database.GetDbConnection().DataSource, out var listener))
                db.AfterCommit(() => listener.TryWrite(news));
        }

        /// <summary>Has news of this SQLite file written there.</summary>
        internal IDisposable ListenForNews(ChannelWriter<News> listener)
        {
            var file = db.Database.GetDbConnection().DataSource;
            Listeners[file] = listener;
            return new Listening(file, listener);
        }
    }

    private sealed class Listening(string file, ChannelWriter<News> listener) : IDisposable
    {
        public void Dispose() => Listeners.TryRemove(KeyValuePair.Create(file, listener));
    }
}
