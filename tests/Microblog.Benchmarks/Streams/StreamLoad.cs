using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Microblog.Benchmarks.Streams;

/// <summary>Many streams on one server process: what each costs in memory, how soon its reader is told, and whether those who do not read hold up others.</summary>
internal static class StreamLoad
{
    private const int People = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Opens the streams, posts, and prints the figures.</summary>
    /// <param name="numbers">How many streams, notices and streams that nobody reads; 2,000, 30 and 100 unless said otherwise.</param>
    /// <returns>0 when every event reached everybody who reads.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<int> numbers)
    {
        var (streams, notices, idle) = (numbers.ElementAtOrDefault(0, 2_000), numbers.ElementAtOrDefault(1, 30), numbers.ElementAtOrDefault(2, 100));
        await using var server = await LoadedServer.StartAsync();
        var tokens = new List<string>();
        for (var person = 0; person < People; person++)
            tokens.Add(await server.TokenOfAsync($"reader{person}"));
        using var author = Phone(server, await server.TokenOfAsync("author"));
        await FollowAsync(server, author, tokens);

        var before = server.ResidentBytes();
        var readers = new List<StreamReader>();
        for (var number = 0; number < streams; number++)
            readers.Add(await StreamReader.OpenAsync(server.Url, tokens[number % People], number % 2 == 0 ? "user" : "public", reads: true));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var each = (server.ResidentBytes() - before) / streams / 1024;
        Console.WriteLine($"{streams} streams open: {each} KiB each");

        var isComplete = await MeasureAsync("all read", author, readers, notices);
        var sleepers = new List<StreamReader>();
        for (var number = 0; number < idle; number++)
            sleepers.Add(await StreamReader.OpenAsync(server.Url, tokens[number % People], "public", reads: false));
        isComplete &= await MeasureAsync($"{idle} more do not read", author, readers, notices);
        foreach (var reader in readers.Concat(sleepers))
            reader.Dispose();
        return isComplete ? 0 : 1;
    }

    // The time from the answer to the post until the reader has the event.
    private static async Task<bool> MeasureAsync(string name, HttpClient author, List<StreamReader> readers, int notices)
    {
        var waits = new List<double>();
        var missed = 0;
        for (var number = 0; number < notices; number++)
        {
            foreach (var reader in readers)
                reader.Expect();
            using (var answer = await author.PostAsync("/api/v1/statuses", new FormUrlEncodedContent([KeyValuePair.Create("status", $"{name} {number}")])))
                answer.EnsureSuccessStatusCode();
            var answered = Stopwatch.GetTimestamp();
            foreach (var reader in readers)
            {
                if (await reader.ArrivedAsync(Patience) is { } arrived)
                    waits.Add(Math.Max(0, Stopwatch.GetElapsedTime(answered, arrived).TotalMilliseconds));
                else
                    missed++;
            }
        }

        waits.Sort();
        Console.WriteLine(
            $"{name}: {waits.Count} of {waits.Count + missed} events, p50 {At(waits, 0.5):F0} ms, p99 {At(waits, 0.99):F0} ms, longest {At(waits, 1):F0} ms after the answer");
        return missed == 0;
    }

    private static double At(List<double> sorted, double part) => sorted.Count == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Count - 1, part * sorted.Count)];

    private static async Task FollowAsync(LoadedServer server, HttpClient author, List<string> tokens)
    {
        using var account = JsonDocument.Parse(await author.GetStringAsync(new Uri("/api/v1/accounts/verify_credentials", UriKind.Relative)));
        var id = account.RootElement.GetProperty("id").GetString();
        foreach (var token in tokens)
        {
            using var phone = Phone(server, token);
            using var answer = await phone.PostAsync($"/api/v1/accounts/{id}/follow", null);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static HttpClient Phone(LoadedServer server, string token)
    {
        var client = server.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static int ElementAtOrDefault(this IReadOnlyList<int> numbers, int index, int otherwise) => index < numbers.Count ? numbers[index] : otherwise;
}
