namespace Microblog.Federation.Documents;

/// <summary>What other servers read here.</summary>
public static class DocumentsRegistration
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddScoped<Askers>()
        .AddScoped<ActorDocuments>()
        .AddScoped<NoteDocuments>();
}
