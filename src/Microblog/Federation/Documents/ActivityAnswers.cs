using System.Security.Cryptography;
using Microblog.Protocols.ActivityPub;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Microblog.Federation.Documents;

/// <summary>How documents for other servers are answered.</summary>
internal static class ActivityAnswers
{
    /// <summary>How long a copy may be shown unasked: a block or a deletion shows everywhere after that.</summary>
    private const string CacheFor = "public, max-age=30";

    /// <summary>For what depends on who asks.</summary>
    public const string NotToBeKept = "private, no-store";

    extension(ControllerBase controller)
    {
        /// <summary>Whether the document is asked for, not the page.</summary>
        public bool AsksForActivity
        {
            get
            {
                controller.Response.Headers.Vary = HeaderNames.Accept;
                return MediaTypes.PrefersActivity(controller.Request.Headers.Accept);
            }
        }

        /// <summary>A public document; whoever has this very version already is told so.</summary>
        public IActionResult Activity(byte[] document)
        {
            controller.Response.Headers.CacheControl = CacheFor;
            var tag = Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, 12));
            return controller.File(document, MediaTypes.ActivityJson, null, new EntityTagHeaderValue($"\"{tag}\""));
        }

        /// <summary>A document for this asker alone.</summary>
        public IActionResult PrivateActivity(byte[] document)
        {
            controller.Response.Headers.CacheControl = NotToBeKept;
            return controller.File(document, MediaTypes.ActivityJson);
        }

        /// <summary>What was public and is deleted.</summary>
        /// <remarks>Source: ActivityPub §6.4.</remarks>
        public IActionResult Gone(Uri id)
        {
            controller.Response.StatusCode = StatusCodes.Status410Gone;
            return controller.File(ActivityWriter.Tombstone(id), MediaTypes.ActivityJson);
        }
    }
}
