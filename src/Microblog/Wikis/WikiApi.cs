using System.Globalization;
using System.Text.Json;

namespace Microblog.Wikis;

/// <summary>Asks a wiki's action API about accounts, anonymously.</summary>
/// <remarks>Source: https://www.mediawiki.org/wiki/API:Users. Only a well-formed answer counts: HTTP 200, JSON, no error,
/// complete, with an entry for everyone asked about. Everything else is a <see cref="WikiUnavailableException"/>.</remarks>
public sealed class WikiApi(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Most accounts in one request; more is refused as a whole by the wiki.</summary>
    public const int MostAtOnce = 50;

    /// <summary>The logs that say whose standing may have changed. What just runs out is in none of them.</summary>
    public static readonly IReadOnlyList<string> WatchedLogs = ["block", "rights", "renameuser"];

    // At 500 entries a page; a wiki that changes faster than that is left to the sweep.
    private const int MostLogPages = 20;

    private const string Properties = "groups|rights|blockinfo|editcount|registration";

    /// <summary>The standing of accounts by the wiki's own numbers, while somebody waits for it.</summary>
    /// <param name="ids">At most <see cref="MostAtOnce"/>, each above 0.</param>
    /// <returns>An entry for every id.</returns>
    /// <exception cref="WikiUnavailableException">There is no answer that counts.</exception>
    public Task<IReadOnlyDictionary<long, Standing>> UsersByIdAsync(
        WikiSettings wiki, IReadOnlyCollection<long> ids, CancellationToken ct) => ByIdAsync(wiki, ids, isWaitedFor: true, ct);

    /// <summary>The same as <see cref="UsersByIdAsync"/> when nobody waits: a lagging wiki answers that it is busy instead.</summary>
    public Task<IReadOnlyDictionary<long, Standing>> UsersByIdInBackgroundAsync(
        WikiSettings wiki, IReadOnlyCollection<long> ids, CancellationToken ct) => ByIdAsync(wiki, ids, isWaitedFor: false, ct);

    /// <summary>The standing of one account by its name, as the profile of the person signing in gave it.</summary>
    /// <returns>With <see cref="Standing.Exists"/> false when nobody has that name.</returns>
    /// <exception cref="WikiUnavailableException">There is no answer that counts.</exception>
    public async Task<Standing> UserByNameAsync(WikiSettings wiki, string name, CancellationToken ct)
    {
        // The separator of lists cannot be part of a name; sent as is, it would ask about several accounts.
        if (name.Contains('|', StringComparison.Ordinal) || name.Contains('\u001f', StringComparison.Ordinal))
            return new Standing { UserId = 0, Exists = false, AsOf = clock.GetUtcNow() };

        using var answer = await AskAsync(wiki, Question("ususers", name, isWaitedFor: true), ct);
        var users = WikiUsers.Read(answer.RootElement, wiki.RequiredRight, clock.GetUtcNow());
        return users is [var user]
            ? user
            : throw new WikiUnavailableException(WikiTrouble.Malformed, $"{wiki.Id} answered {users.Count} accounts for one name");
    }

    /// <summary>What a log of the wiki says since a time, oldest first. Ask from some minutes before the last time, as
    /// entries can appear late, and drop those whose id is known.</summary>
    /// <param name="type">One of <see cref="WatchedLogs"/>; the wiki takes one at a time.</param>
    /// <exception cref="WikiUnavailableException">There is no answer that counts.</exception>
    public async Task<IReadOnlyList<WikiLogEntry>> LogAsync(
        WikiSettings wiki, string type, DateTimeOffset since, CancellationToken ct)
    {
        var question = LogQuestion(type, since);
        var entries = new List<WikiLogEntry>();
        for (var page = 0; page < MostLogPages; page++)
        {
            using var answer = await AskAsync(wiki, question, ct);
            entries.AddRange(WikiLog.Read(answer.RootElement));
            if (!answer.RootElement.TryGet("continue", out var goOn) || goOn.ValueKind != JsonValueKind.Object)
                break;
            foreach (var parameter in goOn.EnumerateObject())
                question[parameter.Name] = parameter.Value.ToString();
        }

        return entries;
    }

    private async Task<IReadOnlyDictionary<long, Standing>> ByIdAsync(
        WikiSettings wiki, IReadOnlyCollection<long> ids, bool isWaitedFor, CancellationToken ct)
    {
        if (ids.Count == 0)
            return new Dictionary<long, Standing>();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostAtOnce, nameof(ids));

        var wanted = string.Join('|', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        using var answer = await AskAsync(wiki, Question("ususerids", wanted, isWaitedFor), ct);
        var users = new Dictionary<long, Standing>();
        foreach (var user in WikiUsers.Read(answer.RootElement, wiki.RequiredRight, clock.GetUtcNow()))
            users[user.UserId] = user;
        return ids.All(users.ContainsKey)
            ? users
            : throw new WikiUnavailableException(WikiTrouble.Malformed, $"{wiki.Id} left out accounts that were asked about");
    }

    private static Dictionary<string, string> Question(string parameter, string value, bool isWaitedFor)
    {
        var question = Question("users", isWaitedFor);
        question["usprop"] = Properties;
        question[parameter] = value;
        return question;
    }

    private static Dictionary<string, string> LogQuestion(string type, DateTimeOffset since)
    {
        var question = Question("logevents", isWaitedFor: false);
        question["letype"] = type;
        question["leprop"] = "ids|title|type|timestamp";
        question["ledir"] = "newer";
        question["lelimit"] = "max";
        question["lestart"] = WikiTime.Write(since);
        return question;
    }

    private static Dictionary<string, string> Question(string list, bool isWaitedFor)
    {
        var question = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["action"] = "query",
            ["format"] = "json",
            ["formatversion"] = "2",
            ["list"] = list,
        };
        if (!isWaitedFor)
            question["maxlag"] = "5";
        return question;
    }

    private async Task<JsonDocument> AskAsync(WikiSettings wiki, Dictionary<string, string> question, CancellationToken ct)
    {
        // By POST, as fifty long names do not fit an address.
        using var form = new FormUrlEncodedContent(question);
        using var client = clients.CreateClient(WikiClient.Name);
        try
        {
            using var response = await client.PostAsync(wiki.ApiUrl, form, ct);
            return await WikiAnswers.ReadAsync(wiki, response, clock.GetUtcNow(), ct);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new WikiUnavailableException(WikiTrouble.Malformed, $"{wiki.Id} sent too much", inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new WikiUnavailableException(WikiTrouble.Unreachable, $"{wiki.Id} cannot be reached", inner: e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new WikiUnavailableException(WikiTrouble.Unreachable, $"{wiki.Id} did not answer in time", inner: e);
        }
    }
}
