namespace Microblog.DemoWiki;

/// <summary>The demo wiki's stylesheet.</summary>
internal static class DemoStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
        body { max-width: 40rem; margin: 0 auto; padding: 1rem; }
        header { border-bottom: 1px solid; margin-bottom: 1rem; }
        header a { font-weight: bold; }
        label { display: block; margin: .75rem 0; }
        input { font: inherit; display: block; padding: .25rem; width: 100%; max-width: 20rem; box-sizing: border-box; }
        button { font: inherit; padding: .25rem 1rem; margin-right: .5rem; }
        table { border-collapse: collapse; }
        th, td { text-align: left; vertical-align: top; padding: .25rem 1rem .25rem 0; }
        .problem { border-left: .25rem solid; padding-left: .75rem; font-weight: bold; }

        """;
}
