
namespace Microblog.Media;

/// <summary>Where on this server the pictures of actors are shown, ours and others'.</summary>
public static class ActorPictures
{
    public static string? IconPath(long actorId, string host, Uri? url) => PathOf(actorId, host, url, "icon");

    public static string? BannerPath(long actorId, string host, Uri? url) => PathOf(actorId, host, url, "banner");

    private static string? PathOf(long actorId, string host, Uri? url, string what) => url is null ? null
        : host.Length == 0 ? url.AbsolutePath
        : RemoteAddress.OfActor(actorId, what, url);
}
