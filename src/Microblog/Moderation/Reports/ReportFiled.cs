using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Moderation.Reports;

/// <summary>A person here reported somebody elsewhere, and their server is to be told.</summary>
public sealed record ReportFiled(long ReportId, long TargetId) : IFact
{
    public string Lane => TargetId.ToString(CultureInfo.InvariantCulture);
}
