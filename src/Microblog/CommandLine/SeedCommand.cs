using System.CommandLine;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.CommandLine;

/// <summary><c>seed</c>: people and threads to look at. Done twice it is like done once.</summary>
internal static class SeedCommand
{
    private static readonly (string Handle, string Name, string Says)[] People =
    [
        ("ida", "Ida Lund", "Maps, lighthouses, tide tables. Mostly coastlines."),
        ("bruno", "Bruno Keller", "Adds the missing citation."),
        ("noor", "Noor Haddad", "Translates village histories. Here to welcome newcomers."),
        ("tomas", "Tomás Vega", "Trains, timetables, and the templates that hold them."),
    ];

    /// <summary>Each a thread: who says what, in order.</summary>
    private static readonly (string Handle, string Text)[][] Threads =
    [
        [
            ("ida", "I have finished the list of lighthouses on the north coast: 41 entries, all with a picture. #maps"),
            ("bruno", "@ida Splendid! Number 17 still cites a web page that is gone; I will look for an archived copy."),
            ("ida", "@bruno Thank you. The harbour office once printed a leaflet, perhaps the library has it."),
        ],
        [
            ("noor", "Tomorrow at 18:00 UTC we meet for an hour and translate lead sections together. Newcomers are very welcome. #translation"),
            ("tomas", "@noor I will be there. Is Portuguese of use?"),
            ("noor", "@tomas Very much so!"),
        ],
        [("tomas", "Today I learnt that the night train to the coast had a dining car until 1987. The article did not know either; it does now. #trains")],
        [("bruno", "A table is not a paragraph with lines around it. That is the notice.")],
    ];

    private static readonly (string Who, string Whom)[] Follows =
        [("ida", "bruno"), ("ida", "noor"), ("bruno", "ida"), ("noor", "ida"), ("noor", "tomas"), ("tomas", "noor"), ("tomas", "bruno")];

    public static Command Make(Runner runner) =>
        runner.Command("seed", "Make named people and threads to look at; what is there already is left alone.", [], RunAsync);

    private static async Task<Answer> RunAsync(Errand errand, CancellationToken ct)
    {
        var actors = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (handle, name, says) in People)
            actors.Add(handle, await PersonAsync(errand, handle, name, says, ct));
        foreach (var (who, whom) in Follows)
            await errand.Get<FollowActor>().RunAsync(actors[who], actors[whom], ct);

        var posted = 0;
        foreach (var thread in Threads)
            posted += await ThreadAsync(errand, thread, actors, ct);
        var people = string.Join(", ", People.Select(p => p.Handle));
        return new($"{people} are here; {posted} notices are new.", new { people = People.Select(p => p.Handle), posted });
    }

    private static async Task<long> PersonAsync(Errand errand, string handle, string name, string says, CancellationToken ct)
    {
        var db = errand.Get<Db>();
        var there = await db.Accounts.Where(a => a.Actor.Host == "" && a.Actor.HandleKey == handle).Select(a => (long?)a.ActorId).SingleOrDefaultAsync(ct);
        if (there is { } actorId)
            return actorId;

        var account = await errand.Get<CreateVouchedAccount>().RunAsync(handle, Role.User, ct);
        await errand.Get<UpdateProfile>().RunAsync(account.ActorId, new ProfileChanges(name, says), ct);
        return account.ActorId;
    }

    private static async Task<int> ThreadAsync(
        Errand errand, (string Handle, string Text)[] thread, Dictionary<string, long> actors, CancellationToken ct)
    {
        var db = errand.Get<Db>();
        var posted = 0;
        long? parent = null;
        foreach (var (handle, text) in thread)
        {
            var author = actors[handle];
            var there = await db.Notices.Where(n => n.AuthorId == author && n.Text == text).Select(n => (long?)n.Id).FirstOrDefaultAsync(ct);
            if (there is null)
            {
                posted++;
                there = (await errand.Get<PostNotice>().RunAsync(author, new Draft(text, InReplyToId: parent), ct)).Id;
            }

            parent = there;
        }

        return posted;
    }
}
