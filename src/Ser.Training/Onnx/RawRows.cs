namespace Ser.Training.Onnx;

/// <summary>Names of the values that the analysis of a graph ends with: clips × rows × frames each.</summary>
/// <param name="LogMel">Mel levels in dB relative to the loudest frame.</param>
/// <param name="Level">Level of the frame in dB, relative to the same; one row.</param>
/// <param name="Crossings">Zero-crossing rate; one row.</param>
/// <param name="Pitchgram">How periodic the frame is at each pitch; null where no network looks at it.</param>
/// <param name="Valid">1 for speech, 0 for the rest; one row.</param>
internal sealed record RawRows(string LogMel, string Level, string Crossings, string? Pitchgram, string Valid);
