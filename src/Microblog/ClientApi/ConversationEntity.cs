namespace Microblog.ClientApi;

/// <summary>What is said between the viewer and some others alone.</summary>
/// <param name="Accounts">Those others who have to do with its last status.</param>
/// <remarks>Source: Mastodon API documentation, entity Conversation.</remarks>
public sealed record ConversationEntity(string Id, bool Unread, IReadOnlyList<Account> Accounts, Status? LastStatus);
