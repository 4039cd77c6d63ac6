using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Microblog.Data;

/// <summary>Stores an instant as milliseconds since 1970.</summary>
internal sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
