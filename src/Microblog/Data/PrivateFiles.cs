using Microsoft.EntityFrameworkCore;

namespace Microblog.Data;

/// <summary>Makes files that only their owner may read: they hold private keys and direct notices.</summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the directory unless it is there.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file unless one is there.</summary>
    public static void CreateFile(string path) => Open(path, FileShare.ReadWrite).Dispose();

    /// <summary>Opens a file, and makes it first unless it is there.</summary>
    public static FileStream Open(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }

    /// <summary>Makes the directory, and the database's file where it is a file, before anything opens it.</summary>
    /// <exception cref="OperatorException">A directory cannot be made.</exception>
    /// <remarks>SQLite gives its log files the permissions of the database's own.</remarks>
    public static void Prepare(Db db, string dataDirectory)
    {
        CreateOrRefuse(dataDirectory);
        if (!db.Database.IsSqlite())
            return;

        var file = Path.GetFullPath(db.Database.GetDbConnection().DataSource);
        CreateOrRefuse(Path.GetDirectoryName(file)!);
        CreateFile(file);
    }

    private static void CreateOrRefuse(string directory)
    {
        var path = Path.GetFullPath(directory);
        try
        {
            CreateDirectory(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // .NET's own message may be that it could not find the file that was to be made.
            var why = refused switch
            {
                UnauthorizedAccessException => "this user may not write there",
                _ when File.Exists(path) => "a file of that name is in the way",
                FileNotFoundException or DirectoryNotFoundException => "the file system there takes no directories",
                _ => refused.Message.TrimEnd('.'),
            };
            throw new OperatorException($"The data directory {path} cannot be created: {why}. Set Microblog:DataDirectory to another.");
        }
    }
}
