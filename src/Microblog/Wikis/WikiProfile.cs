namespace Microblog.Wikis;

/// <summary>Who signed in, as the wiki's OAuth profile says.</summary>
/// <param name="Sub">The identity, together with the wiki. Opaque: on a farm it is not the local account's number.</param>
/// <param name="Username">The wiki name at this moment; names change.</param>
public sealed record WikiProfile(string Sub, string Username);
