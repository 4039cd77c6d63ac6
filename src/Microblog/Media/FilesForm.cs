using System.Globalization;

namespace Microblog.Media;

/// <summary>The files of a form: some that were sent before, and new ones, each with its description.</summary>
/// <param name="Kept">What is held already, in order.</param>
/// <param name="New">What was chosen now; empty fields are left out.</param>
public sealed record FilesForm(IReadOnlyList<MediaChange> Kept, IReadOnlyList<(IFormFile File, string? Description)> New)
{
    /// <summary>Reads the fields <c>media</c> with <c>media_description</c>, and <c>file-0</c> with <c>file_description-0</c> and so on.</summary>
    public static FilesForm Of(IFormCollection form)
    {
        var descriptions = form["media_description"];
        var kept = form["media"]
            .Select((id, i) => (Id: long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0, Text: descriptions.ElementAtOrDefault(i)))
            .Where(m => !form["media_removed"].Contains(m.Id.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal))
            .Select(m => new MediaChange(m.Id, m.Text ?? ""));
        var fresh = Enumerable.Range(0, MediaLimits.PerNotice)
            .Select(i => (File: form.Files.GetFile(Name("file", i)), Description: form[Name("file_description", i)].ToString()))
            .Where(f => f.File is { Length: > 0 })
            .Select(f => (f.File!, (string?)f.Description));
        return new([.. kept], [.. fresh]);
    }

    public static string Name(string field, int number) => string.Create(CultureInfo.InvariantCulture, $"{field}-{number}");
}

/// <summary>Takes the files that a form brings.</summary>
public sealed class TakeFiles(TakeUpload take)
{
    /// <summary>Takes the new ones, and returns all in order.</summary>
    /// <exception cref="RefusalException">One of them is nothing that is taken, or there are too many.</exception>
    public async Task<IReadOnlyList<MediaChange>> RunAsync(long ownerId, FilesForm form, CancellationToken ct)
    {
        if (form.Kept.Count + form.New.Count > MediaLimits.PerNotice)
            throw new RefusalException(Refusal.TooManyMedia);
        var all = form.Kept.ToList();
        foreach (var (file, description) in form.New)
        {
            await using var content = file.OpenReadStream();
            all.Add(new((await take.RunAsync(ownerId, new UploadDraft(content, description), waits: true, ct)).Id, description ?? ""));
        }

        return all;
    }
}
