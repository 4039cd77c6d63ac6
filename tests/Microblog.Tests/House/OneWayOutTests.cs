using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Microblog.Tests.House;

/// <summary>Connections are opened in two folders, and nowhere else: to strangers in Outgoing, to configured wikis in Wikis.</summary>
public sealed partial class OneWayOutTests
{
    private static readonly string[] MayConnect = ["Outgoing", "Wikis"];

    [Fact]
    public void No_other_folder_opens_a_connection()
    {
        var src = Path.GetFullPath(Path.Combine(Here(), "../../../src"));
        var wrong =
            from file in Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories)
            let parts = Path.GetRelativePath(src, file).Split(Path.DirectorySeparatorChar)
            where !parts.Contains("obj") && !(parts[0] == "Microblog" && MayConnect.Contains(parts[1]))
            from Match opened in Opening().Matches(File.ReadAllText(file))
            select $"{Path.GetRelativePath(src, file)}: {opened.Value}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_rule_sees_every_way_to_open_one()
    {
        string[] ways =
        [
            "new HttpClient()", "new  SocketsHttpHandler { }", "new HttpClientHandler()", "new HttpMessageInvoker(h)", "HttpClient client = new();",
            "new Socket(a, b, c)", "new TcpClient()", "new UdpClient()", "new ClientWebSocket()", "WebRequest.Create(u)", "new WebClient()",
            "new System.Net.Sockets.Socket(a, b)", "IHttpClientFactory http", "services.AddHttpClient(\"x\")", "new SmtpClient()",
        ];

        Assert.All(ways, way => Assert.Matches(Opening(), way));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(
        @"new\s+([\w.]+\.)?(HttpClient|HttpClientHandler|SocketsHttpHandler|HttpMessageInvoker|Socket|TcpClient|UdpClient|ClientWebSocket|WebClient|SmtpClient)\b"
        + @"|\b(HttpClient|HttpClientHandler|SocketsHttpHandler|HttpMessageInvoker|Socket|TcpClient|UdpClient|ClientWebSocket|WebClient|SmtpClient)\s+\w+\s*=\s*new\b"
        + @"|\bWebRequest\.|\bIHttpClientFactory\b|\bAddHttpClient\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Opening();
}
