using Microblog.Wikis;

namespace Microblog.Accounts;

/// <summary>Asks a wiki about one account while a person waits: briefly, and not again at once when it has just failed.</summary>
public sealed partial class AskWiki(WikiApi api, WikiPauses pauses, ILogger<AskWiki> log)
{
    /// <summary>Longest wait of a person who posts.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>What the wiki says of the account now.</summary>
    /// <returns>Null when there is no answer that counts: then nothing is known to have changed.</returns>
    public async Task<Standing?> AboutAsync(WikiSettings wiki, long userId, CancellationToken ct)
    {
        if (pauses.IsPaused(wiki.Id))
            return null;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(LongestWait);
        try
        {
            return (await api.UsersByIdAsync(wiki, [userId], deadline.Token))[userId];
        }
        catch (WikiUnavailableException trouble)
        {
            pauses.Begin(wiki.Id, trouble.RetryAfter);
            LogNoAnswer(wiki.Id, trouble.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            pauses.Begin(wiki.Id, asked: null);
            LogNoAnswer(wiki.Id, "no answer in time");
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Wiki {Wiki} gave no standing, the last one counts on: {Trouble}")]
    private partial void LogNoAnswer(string wiki, string trouble);
}
