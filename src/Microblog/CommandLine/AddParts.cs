using Microblog.Web;

namespace Microblog.CommandLine;

/// <summary>Registers what the server and the command line share.</summary>
public delegate void AddParts(IServiceCollection services, MicroblogSettings settings);
