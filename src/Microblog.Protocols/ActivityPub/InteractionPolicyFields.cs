using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Who may do what with a note.</summary>
internal static class InteractionPolicyFields
{
    public static void Write(Utf8JsonWriter json, InteractionPolicy policy)
    {
        json.WriteStartObject("interactionPolicy");
        WriteRule(json, "canQuote", policy.CanQuote);
        WriteRule(json, "canReply", policy.CanReply);
        WriteRule(json, "canLike", policy.CanLike);
        WriteRule(json, "canAnnounce", policy.CanAnnounce);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, string property, InteractionRule? rule)
    {
        if (rule is null)
            return;
        json.WriteStartObject(property);
        json.WriteIds("automaticApproval", rule.Automatic);
        json.WriteIds("manualApproval", rule.Manual);
        json.WriteEndObject();
    }
}
