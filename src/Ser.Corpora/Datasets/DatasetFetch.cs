using System.Security.Cryptography;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Brings the archive of a corpus here: download that can be resumed, check, unpacking beside the place, renaming into it.</summary>
/// <param name="name">What messages call the corpus.</param>
/// <param name="archive">Where it is, and what is published about it.</param>
/// <param name="folder">The folder to make; it may be there if it is empty.</param>
/// <param name="options">How patient it is.</param>
public sealed class DatasetFetch(string name, DatasetArchive archive, string folder, DownloadOptions? options = null)
{
    private readonly string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>Where the download grows: beside the folder, so that the next run can go on with it.</summary>
    public string PartialFile => $"{full}.part";

    /// <summary>Does all of it.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops; what is downloaded stays for the next run.</param>
    /// <exception cref="UserError">
    /// The place is taken, the server cannot be reached or refuses, the archive is not what is published, or it holds what no archive of a corpus may.
    /// </exception>
    public FetchedArchive Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        RefuseTakenPlace();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        }
        catch (Exception error) when (IsFileFault(error))
        {
            throw CannotWrite(error);
        }

        var download = new ResumableDownload(name, archive, PartialFile, options ?? DownloadOptions.Default);
        long bytes = download.RunAsync(progress, cancel).GetAwaiter().GetResult();
        string sha256 = Check(download, progress, cancel);
        int files = Unpack(download, progress, cancel);
        download.Remove();
        return new FetchedArchive(bytes, sha256, archive.Md5 is not null, files);
    }

    private void RefuseTakenPlace()
    {
        if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
        {
            throw new UserError($"{folder}: is there already and not empty; choose another folder, or remove it to fetch {name} again");
        }
    }

    private string Check(ResumableDownload download, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
#pragma warning disable CA5351 // MD5 is what Zenodo publishes; it guards against accidents here, and SHA-256 is told beside it
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var file = File.OpenRead(PartialFile))
        {
            var buffer = new byte[1 << 20];
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                cancel.ThrowIfCancellationRequested();
                md5.AppendData(buffer, 0, read);
                sha256.AppendData(buffer, 0, read);
                progress.Report(new WorkProgress($"checking {name}, kB", (int)(file.Position / 1000), (int)(file.Length / 1000)));
            }
        }

        string found = Convert.ToHexStringLower(md5.GetHashAndReset());
        if (archive.Md5 is { } published && found != published)
        {
            download.Remove();
            throw new UserError($"{name}: the archive's MD5 is {found}, and {published} is published; it was removed: fetch it again, from another mirror if it stays so");
        }

        return Convert.ToHexStringLower(sha256.GetHashAndReset());
    }

    private int Unpack(ResumableDownload download, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        string staging = $"{full}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            int files = ArchiveUnpacking.Run(PartialFile, staging, name, progress, cancel);
            if (Directory.Exists(full))
            {
                Directory.Delete(full);   // empty, as was seen above; anything else is an error
            }

            Directory.Move(staging, full);
            return files;
        }
        catch (InvalidDataException error)
        {
            download.Remove();
            throw new UserError($"{name}: the archive is refused: {error.Message}; it was removed, and nothing of it was unpacked", error);
        }
        catch (Exception error) when (IsFileFault(error))
        {
            throw CannotWrite(error);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private UserError CannotWrite(Exception error) =>
        new($"{folder}: cannot be written ({error.Message.Split(" : '")[0].TrimEnd('.').ReplaceLineEndings(" ")}); choose another place or make room there, and run the command again", error);

    private static bool IsFileFault(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException;
}
