using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Polls;

internal static class PollForgetting
{
    extension(Db db)
    {
        /// <summary>Tracks a poll that is about to be deleted in the database no longer, so that another can take its place.</summary>
        public void Forget(Poll poll)
        {
            foreach (var option in poll.Options)
                db.Entry(option).State = EntityState.Detached;
            db.Entry(poll).State = EntityState.Detached;
        }
    }
}
