using Ser.Core;

namespace Ser.Augmentation;

/// <summary>How the features of a training clip are varied, anew in every epoch. Ranges are drawn evenly.</summary>
/// <remarks>The defaults are those of the default recipe; <see cref="None"/> switches everything off.</remarks>
public sealed record SpectralAugmentation
{
    /// <summary>No variation at all.</summary>
    public static SpectralAugmentation None { get; } = new()
    {
        Stretch = 0, WarpScale = 0, WarpShift = 0, PitchShift = 0, GainDb = 0, NoiseChance = 0, RowNoise = 0, BandMasks = 0, FrameMasks = 0,
    };

    /// <summary>Time stretch: the step between source frames is 1 ± this. 0 to 0.9, default 0.15.</summary>
    public double Stretch { get; init => field = InRange(value, 0, 0.9, "stretch"); } = 0.15;

    /// <summary>Frequency warp: source band = band · (1 ± this) … 0 to 0.5, default 0.06.</summary>
    public double WarpScale { get; init => field = InRange(value, 0, 0.5, "warpScale"); } = 0.06;

    /// <summary>… ± this, in bands. 0 to 32, default 3.</summary>
    public double WarpShift { get; init => field = InRange(value, 0, 32, "warpShift"); } = 3;

    /// <summary>Shift of the pitchgram, ± rows (15 are an octave). 0 to 32, default 0.</summary>
    public double PitchShift { get; init => field = InRange(value, 0, 32, "pitchShift"); }

    /// <summary>Level change, ± dB. 0 to 60, default 3.</summary>
    public double GainDb { get; init => field = InRange(value, 0, 60, "gainDb"); } = 3;

    /// <summary>Chance that stationary noise is added, 0 to 1, default 0.5.</summary>
    public double NoiseChance { get; init => field = InRange(value, 0, 1, "noiseChance"); } = 0.5;

    /// <summary>Least distance of the noise below the clip's mean band power, in dB. Default 10.</summary>
    public double NoiseFromDb { get; init => field = InRange(value, -60, 120, "noiseFromDb"); } = 10;

    /// <summary>Largest distance of the noise below the clip's mean band power, in dB. Default 45.</summary>
    public double NoiseToDb { get; init => field = InRange(value, -60, 120, "noiseToDb"); } = 45;

    /// <summary>Tilt of the noise from the lowest to the highest band, ± dB. 0 to 60, default 10.</summary>
    public double NoiseTiltDb { get; init => field = InRange(value, 0, 60, "noiseTiltDb"); } = 10;

    /// <summary>Standard deviation of the Gaussian noise on standardised rows (MFCC, RMS, ZCR). 0 to 10, default 0.1.</summary>
    public double RowNoise { get; init => field = InRange(value, 0, 10, "rowNoise"); } = 0.1;

    /// <summary>Number of band masks, 0 to 16, default 2.</summary>
    public int BandMasks { get; init => field = (int)InRange(value, 0, 16, "bandMasks"); } = 2;

    /// <summary>Bands that one mask covers at most. Default 8.</summary>
    public int BandMaskWidth { get; init => field = (int)InRange(value, 0, 1024, "bandMaskWidth"); } = 8;

    /// <summary>Number of frame masks, 0 to 16, default 2.</summary>
    public int FrameMasks { get; init => field = (int)InRange(value, 0, 16, "frameMasks"); } = 2;

    /// <summary>Frames that one mask covers at most. Default 16.</summary>
    public int FrameMaskWidth { get; init => field = (int)InRange(value, 0, 4096, "frameMaskWidth"); } = 16;

    private static double InRange(double value, double low, double high, string name) =>
        value >= low && value <= high
            ? value
            : throw new UserError($"augmentation: {name} is {value}; give {low} to {high}");
}
