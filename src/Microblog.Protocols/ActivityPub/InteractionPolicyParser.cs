using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads who may do what with a note.</summary>
internal static class InteractionPolicyParser
{
    public static InteractionPolicy? Read(JsonElement note)
    {
        if (note.Only("interactionPolicy") is not { IsObject: true } policy)
            return null;
        var read = new InteractionPolicy
        {
            CanQuote = ReadRule(policy, "canQuote"),
            CanReply = ReadRule(policy, "canReply"),
            CanLike = ReadRule(policy, "canLike"),
            CanAnnounce = ReadRule(policy, "canAnnounce"),
        };
        return read == new InteractionPolicy() ? null : read;
    }

    private static InteractionRule? ReadRule(JsonElement policy, string property)
    {
        if (policy.Only(property) is not { IsObject: true } rule)
            return null;
        // COMPAT(GoToSocial): the older names, up to 0.19.
        var isNew = rule.Values("automaticApproval").Any() || rule.Values("manualApproval").Any();
        return new InteractionRule(
            NoteParser.ReadAudience(rule, isNew ? "automaticApproval" : "always", Limits.InteractionRule),
            NoteParser.ReadAudience(rule, isNew ? "manualApproval" : "approvalRequired", Limits.InteractionRule));
    }
}
