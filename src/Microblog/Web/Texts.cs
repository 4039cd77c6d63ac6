namespace Microblog.Web;

/// <summary>Names the set of texts that people read; the English text is the key.</summary>
/// <remarks>Translations lie beside this file, one for each language: <c>Texts.de.resx</c>, <c>Texts.pt-BR.resx</c>.</remarks>
public sealed class Texts;
