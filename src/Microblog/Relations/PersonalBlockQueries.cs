namespace Microblog.Relations;

/// <summary>The words personal blocks are found by.</summary>
public static class PersonalBlockQueries
{
    extension(IQueryable<PersonalBlock> blocks)
    {
        /// <summary>The blocks between two, whoever made them.</summary>
        public IQueryable<PersonalBlock> Between(long one, long other) => blocks.Where(b =>
            (b.BlockerId == one && b.BlockedId == other) || (b.BlockerId == other && b.BlockedId == one));
    }
}
