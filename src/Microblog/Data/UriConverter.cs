using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Microblog.Data;

/// <summary>Stores an address as it travels: escaped, with a lower-case host.</summary>
internal sealed class UriConverter() : ValueConverter<Uri, string>(
    uri => uri.AbsoluteUri,
    text => new Uri(text, UriKind.Absolute));
