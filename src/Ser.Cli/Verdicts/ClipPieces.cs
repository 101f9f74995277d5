using Ser.Audio;

namespace Ser.Cli.Verdicts;

/// <summary>A sound that is read piece by piece.</summary>
internal sealed class ClipPieces : IDisposable
{
    private readonly PieceReader read;
    private readonly IDisposable reader;

    private ClipPieces(int rate, PieceReader read, IDisposable reader) => (Rate, this.read, this.reader) = (rate, read, reader);

    private delegate int PieceReader(Span<float> samples);

    /// <summary>Samples per second.</summary>
    public int Rate { get; }

    public static ClipPieces Of(SoundReader reader) => new(reader.Rate, reader.Read, reader);

    public static ClipPieces Of(RawSoundReader reader) => new(reader.Rate, reader.Read, reader);

    /// <summary>Reads on.</summary>
    /// <returns>How many samples; 0 at the end.</returns>
    public int Read(Span<float> samples) => read(samples);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
