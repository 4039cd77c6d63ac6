using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads answers to those who asked to follow or to quote.</summary>
internal static class AnswerParser
{
    /// <summary>An Accept or Reject.</summary>
    /// <returns>Null where something else was answered.</returns>
    public static Activity? Read(JsonElement activity, Uri id, Uri actor, string type)
    {
        var (follow, request) = ((Follow?)null, (QuoteRequest?)null);
        if (activity.Only("object") is { IsObject: true } asked
            && asked.TypeAmong("Follow", "QuoteRequest") is { } askedType)
        {
            if (askedType is not ("Follow" or "QuoteRequest"))
                return null;
            follow = askedType is "Follow" ? ReadFollow(asked) : null;
            request = askedType is "QuoteRequest" ? ReadAskedToQuote(asked) : null;
        }
        var askedId = follow?.Id ?? request?.Id ?? activity.RequiredLink("object");
        return type is "Accept"
            ? new Accept(id, actor, askedId, follow) { QuoteRequest = request, Result = activity.Link("result") }
            : new Reject(id, actor, askedId, follow) { QuoteRequest = request };
    }

    public static QuoteRequest ReadQuoteRequest(JsonElement request, Uri id, Uri actor) =>
        new(id, actor, request.RequiredLink("object"), request.RequiredLink("instrument"))
        {
            Note = request.Only("instrument") is { IsObject: true } note && NoteParser.IsNote(note)
                ? NoteParser.ReadNote(note)
                : null,
        };

    private static Follow? ReadFollow(JsonElement follow) =>
        follow.Id is { } id
        && follow.Only("actor")?.AsLink() is { } follower
        && follow.Only("object")?.AsLink() is { } followed
            ? new Follow(id, follower, followed)
            : null;

    private static QuoteRequest? ReadAskedToQuote(JsonElement request) =>
        request.Id is { } id
        && request.Only("actor")?.AsLink() is { } quoter
        && request.Only("object")?.AsLink() is { } quoted
        && request.Only("instrument")?.AsLink() is { } quoting
            ? new QuoteRequest(id, quoter, quoted, quoting)
            : null;
}
