using Ser.Audio;
using Ser.Audio.Rates;
using Ser.Audio.Wav;
using Ser.Cli.Extraction;
using Ser.Core;

namespace Ser.Cli.Conversion;

/// <summary>Reads, converts and writes recordings, each piece by piece.</summary>
/// <param name="rate">Samples per second of what is written.</param>
/// <param name="encoding">How samples are stored.</param>
/// <param name="audio">How sound is read.</param>
/// <param name="jobs">Threads at most.</param>
internal sealed class ConversionRun(int rate, WavEncoding encoding, AudioReadOptions audio, int jobs)
{
    /// <summary>Converts everything; a recording that cannot be read is skipped and kept in the report.</summary>
    /// <param name="files">What becomes what.</param>
    /// <param name="place">Where a file of the output is written.</param>
    /// <param name="progress">Told of every file.</param>
    /// <param name="cancel">Stops between pieces.</param>
    /// <exception cref="UserError">A file cannot be written.</exception>
    public ConversionReport Run(
        IReadOnlyList<PlannedConversion> files, Func<PlannedConversion, string> place, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        int written = 0;
        long samples = 0, clipped = 0;
        var skipped = new List<SkippedRecording>();
        OrderedWork.Run(
            files,
            jobs,
            file => Convert(file, place(file), cancel),
            done =>
            {
                if (done.Error is null)
                {
                    written++;
                    samples += done.Samples;
                    clipped += done.Clipped;
                }
                else
                {
                    skipped.Add(new SkippedRecording(written + skipped.Count, done.File.Recording, done.Error));
                }

                progress.Report(new WorkProgress("converting", written + skipped.Count, files.Count));
            },
            cancel);
        return new ConversionReport(written, samples / (double)rate, clipped, skipped);
    }

    private Outcome Convert(PlannedConversion file, string place, CancellationToken cancel)
    {
        long samples = 0, clipped = 0;
        try
        {
            using var reader = SoundReader.Open(file.Recording.File, audio);
            AtomicFile.Write(place, stream =>
            {
                var wav = new WavStream(stream, file.Recording.File, 1, rate, encoding);
                samples = Convert(reader, wav, cancel);
                clipped = wav.Clipped;
            });
            return new Outcome(file, samples, clipped, null);
        }
        catch (UserError error) when (error.Message.StartsWith(place, StringComparison.Ordinal))
        {
            // No room, no right: the next file would fare no better.
            throw new UserError(error.Message.Replace(place, file.Relative, StringComparison.Ordinal), error);
        }
        catch (UserError error)
        {
            return new Outcome(file, 0, 0, error.Message);
        }
    }

    private long Convert(SoundReader reader, WavStream wav, CancellationToken cancel)
    {
        var converter = new RateStream(RateConverter.For(reader.Rate, rate));
        long samples = 0;
        for (bool isEnd = false; !isEnd;)
        {
            cancel.ThrowIfCancellationRequested();
            int count = reader.Read(converter.Free);
            converter.Advance(count);
            isEnd = count == 0;
            if (isEnd)
            {
                converter.Complete();
            }

            while (converter.TryConvert(out ReadOnlySpan<float> block))
            {
                wav.Write(block);
                samples += block.Length;
            }
        }

        wav.Complete();
        return samples;
    }

    private readonly record struct Outcome(PlannedConversion File, long Samples, long Clipped, string? Error);
}
