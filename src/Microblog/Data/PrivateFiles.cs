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
    /// <remarks>SQLite gives its log files the permissions of the database's own.</remarks>
    public static void Prepare(Db db, string dataDirectory)
    {
        CreateDirectory(dataDirectory);
        if (!db.Database.IsSqlite())
            return;

        var file = Path.GetFullPath(db.Database.GetDbConnection().DataSource);
        CreateDirectory(Path.GetDirectoryName(file)!);
        CreateFile(file);
    }
}
