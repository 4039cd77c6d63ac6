namespace Microblog.Protocols.ActivityPub;

/// <summary>How much of anything a stranger may send. Sizes are bytes of UTF-8.</summary>
public static class Limits
{
    /// <summary>Longest JSON document; a longer one is refused.</summary>
    public const int DocumentBytes = 1024 * 1024;

    /// <summary>Deepest nesting; a deeper document is refused.</summary>
    public const int Depth = 32;

    /// <summary>Most properties in one document, all objects together; more are refused.</summary>
    public const int Properties = 20_000;

    /// <summary>Most objects and arrays in one document, at all depths together; more are refused.</summary>
    public const int Containers = 20_000;

    /// <summary>Longest identifier, as a canonical text; a longer one is not an identifier.</summary>
    public const int IdLength = 2048;

    /// <summary>Longest HTML of a note; a longer one is refused, because half a text is not what was said.</summary>
    public const int ContentBytes = 64 * 1024;

    /// <summary>Display names, content warnings, names of tags and fields: the rest is cut off.</summary>
    public const int NameBytes = 2 * 1024;

    /// <summary>An actor's description: the rest is cut off.</summary>
    public const int BioBytes = 20 * 1024;

    /// <summary>Most addressees of a note, to and cc together; more are refused.</summary>
    public const int Addressees = 1000;

    /// <summary>Most tags looked at, of whatever type.</summary>
    public const int Tags = 1000;

    public const int Mentions = 100;
    public const int Hashtags = 100;
    public const int Emojis = 100;
    public const int Attachments = 16;
    public const int ProfileFields = 50;
    public const int KeysPerActor = 5;
    public const int AlsoKnownAs = 256;
    public const int AttributionDomains = 100;

    /// <summary>Longest text that describes an attachment, in UTF-16 units: the rest is cut off.</summary>
    public const int DescriptionLength = 10_000;

    /// <summary>Longest blurhash: nine by nine colours. A longer one is left out.</summary>
    public const int BlurhashLength = 166;

    /// <summary>Most choices of a poll that are looked at; the first <see cref="PollChoices"/> are kept.</summary>
    public const int PollChoicesRead = 500;

    public const int PollChoices = 20;

    /// <summary>Most actors and collections in one list of an interaction policy.</summary>
    public const int InteractionRule = 100;

    /// <summary>Longest emoji or shortcode of a reaction; with a longer one it is a plain like.</summary>
    public const int ReactionBytes = 256;

    /// <summary>Most actors and notes in one report.</summary>
    public const int Reported = 100;

    /// <summary>The words of a report: the rest is cut off.</summary>
    public const int ReportBytes = 20 * 1024;

    /// <summary>Most items read from one page of a collection.</summary>
    public const int CollectionItems = 1000;

    /// <summary>Longest public key in multibase; a longer one is left out.</summary>
    public const int MultikeyLength = 1024;

    /// <summary>Most links and aliases read from a WebFinger or NodeInfo document.</summary>
    public const int Links = 100;
}
