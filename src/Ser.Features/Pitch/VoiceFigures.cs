namespace Ser.Features;

/// <summary>Voice quality of a whole clip. A figure is NaN where the clip has too little voice for it.</summary>
/// <param name="MeanF0Hz">Mean frequency of the voiced frames.</param>
/// <param name="VoicedShare">Share of the frames that are voiced, 0 … 1; never NaN.</param>
/// <param name="Periods">Periods that were found; 0 or more.</param>
/// <param name="JitterLocal">Mean difference of consecutive periods, as a fraction of the mean period.</param>
/// <param name="JitterPpq5">Mean difference of a period and the mean of the five around it, as a fraction of the mean period.</param>
/// <param name="ShimmerLocal">Mean difference of consecutive amplitudes, as a fraction of the mean amplitude.</param>
/// <param name="ShimmerDb">Mean |20 log10| of the ratio of consecutive amplitudes.</param>
/// <param name="HnrDb">Mean harmonics-to-noise ratio of the voiced frames in dB.</param>
public sealed record VoiceFigures(
    double MeanF0Hz,
    double VoicedShare,
    int Periods,
    double JitterLocal,
    double JitterPpq5,
    double ShimmerLocal,
    double ShimmerDb,
    double HnrDb);
