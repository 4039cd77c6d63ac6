namespace Microblog.DemoWiki;

/// <summary>What an authorization code stands for.</summary>
internal sealed record DemoCode(long AccountId, DemoAuthorizeRequest Request, DateTimeOffset Ends);
