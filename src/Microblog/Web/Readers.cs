using Microblog.Protocols.ActivityPub;
using Microsoft.Net.Http.Headers;

namespace Microblog.Web;

/// <summary>Whether a program or a person reads the answer.</summary>
internal static class Readers
{
    private static readonly string[] ProgramPaths = ["/users", "/inbox", "/notices", "/oauth", "/.well-known", "/nodeinfo"];

    extension(HttpRequest request)
    {
        /// <summary>A program asks: errors are JSON.</summary>
        public bool IsFromProgram => request.IsFromProgramAt(request.Path);

        /// <inheritdoc cref="get_IsFromProgram"/>
        /// <param name="path">The path asked for, when the request has since been sent to an error page.</param>
        public bool IsFromProgramAt(PathString path)
        {
            if (path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                return true;
            var accept = request.Headers.Accept.ToString();
            if (accept.Contains("text/html", StringComparison.OrdinalIgnoreCase))
                return false;
            return accept.Contains("json", StringComparison.OrdinalIgnoreCase)
                || Array.Exists(ProgramPaths, p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));
        }

        /// <summary>Another server asks for the thing itself, not for its page.</summary>
        public bool PrefersActivity => MediaTypes.PrefersActivity(request.Headers[HeaderNames.Accept].ToString());
    }
}
