namespace Microblog.Web;

/// <summary>Names the set of texts that people read; the English text is the key.</summary>
public sealed class Texts;
