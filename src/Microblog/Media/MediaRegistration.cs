using Microblog.Jobs;

namespace Microblog.Media;

public static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services) => services
        .AddSingleton<Ffmpeg>()
        .AddSingleton<MakeStills>()
        .AddSingleton<MakeImage>()
        .AddSingleton<MakeFilm>()
        .AddSingleton<MakeMedia>()
        .AddSingleton<IMediaStore, DiskMediaStore>()
        .AddSingleton<WorkFolders>()
        .AddScoped<UploadIds>()
        .AddScoped<KeepUpload>()
        .AddScoped<TakeUpload>()
        .AddScoped<TakeFiles>()
        .AddScoped<ProfilePictures>()
        .AddScoped<ChangeUpload>()
        .AddScoped<FetchMedia>()
        .AddScoped<RemoteMedia>();

    public static Listeners AddMedia(this Listeners listeners) => listeners
        .On<UploadReceived, ProcessUpload>()
        .Every<PruneUploads>(TimeSpan.FromMinutes(15))
        .Every<PruneCachedFiles>(TimeSpan.FromHours(1));
}
