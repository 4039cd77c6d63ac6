using Microblog.Actors;
using Microblog.Relations;

namespace Microblog.Federation.Inbox;

internal static class AskedFollows
{
    extension(IQueryable<Follow> follows)
    {
        /// <summary>The follow that we asked of this actor: named by our id, or by who follows whom.</summary>
        /// <remarks>COMPAT(GNU social, older Pleroma): some answer with a Follow whose id is not the one we gave.</remarks>
        public IQueryable<Follow> AskedOf(Actor followed, Uri? followId, Protocols.ActivityPub.Follow? embedded)
        {
            var follower = embedded?.Actor;
            return follows
                .Where(f => f.FollowedId == followed.Id && f.Follower!.Host == ""
                    && (f.Uri == followId || (follower != null && f.Follower.Uri == follower)))
                .OrderBy(f => f.Uri == followId ? 0 : 1);
        }
    }
}
