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
        public Task SpreadAsync(News news, CancellationToken ct) => db.SpreadAsync([news], ct);

        /// <summary>Tells all nodes of several things at once, likewise.</summary>
        public async Task SpreadAsync(IReadOnlyCollection<News> news, CancellationToken ct)
        {
            if (news.Count == 0)
                return;
            if (!db.Database.IsSqlite())
            {
                var texts = news.Select(n => n.ToString()).ToArray();
                await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, text) FROM unnest({texts}) text", ct);
            }
            else if (Listeners.TryGetValue(db.Database.GetDbConnection().DataSource, out var listener))
            {
                db.AfterCommit(() =>
                {
                    foreach (var item in news)
                        listener.TryWrite(item);
                });
            }
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
