namespace Microblog.Web;

/// <summary>Addresses that strangers gave, before they become links.</summary>
internal static class WebAddress
{
    extension(Uri? address)
    {
        /// <summary>The address when a browser would open a page of it; null for <c>javascript:</c> and the like.</summary>
        public string? ForLink => address is { IsAbsoluteUri: true, Scheme: "http" or "https" } ? address.AbsoluteUri : null;
    }
}
