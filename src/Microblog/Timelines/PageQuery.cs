using Microsoft.AspNetCore.Mvc;

namespace Microblog.Timelines;

/// <summary>Which page of a list a person asked for, in the address.</summary>
public sealed class PageQuery
{
    /// <summary>Only older than this.</summary>
    [FromQuery(Name = "max_id")]
    public long? MaxId { get; init; }

    /// <summary>Only newer than this, those right after it.</summary>
    [FromQuery(Name = "min_id")]
    public long? MinId { get; init; }
}
