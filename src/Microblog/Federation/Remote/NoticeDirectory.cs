using System.Globalization;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Finds the notice that a person means by an address, here or on another server.</summary>
public sealed class NoticeDirectory(Db db, LocalUris uris, RemoteNotices remote) : INoticeDirectory
{
    public async Task<long?> FindAsync(string address, bool asksElsewhere, CancellationToken ct)
    {
        if (!address.StartsWith("http", StringComparison.OrdinalIgnoreCase) || !Ids.TryParse(address, out var uri))
            return null;
        if (uris.IsOurs(uri))
            return await LocalAsync(uri, ct);
        if (await db.Notices.Where(n => n.Uri == uri).Select(n => (long?)n.Id).SingleOrDefaultAsync(ct) is { } known)
            return known;
        try
        {
            return asksElsewhere && !await db.Actors.AnyAsync(a => a.Uri == uri, ct) ? (await remote.FindAsync(uri, ct)).Id : null;
        }
        catch (DocumentUnavailableException)
        {
            return null;
        }
    }

    // Both the id, /notices/{number}, and the page, /@name/{number}, end in the number.
    private async Task<long?> LocalAsync(Uri address, CancellationToken ct) =>
        address.AbsolutePath.Split('/') is ["", var place, var number]
        && (place == "notices" || place.StartsWith('@'))
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.Notices.Where(n => n.Id == id && n.Author!.Host == "").Select(n => (long?)n.Id).SingleOrDefaultAsync(ct)
            : null;
}
