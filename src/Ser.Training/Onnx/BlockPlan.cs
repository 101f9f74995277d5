using Ser.Features;

namespace Ser.Training.Onnx;

/// <summary>
/// How a clip is cut into blocks that frames share: what is computed once per block need not be computed for every frame that the block
/// is in. Fixed by the analysis alone, so that the graph needs no arithmetic over lengths.
/// </summary>
internal sealed class BlockPlan
{
    /// <summary>Samples of a block at most; measured best of 4, 8, 16 and 32 for frames of 400 and spectra of 512 samples.</summary>
    private const int LongestBlock = 16;

    public BlockPlan(FeaturePlan plan)
    {
        Block = LongestBlock;
        while (plan.FftSize % Block != 0 || plan.HopLength % Block != 0 || plan.FrameLength % Block != 0)
        {
            Block /= 2;
        }

        // A window stands in the middle of FftSize; where FftSize − WindowLength is odd, one zero more is on its right.
        int windowLead = (plan.FftSize / 2) - ((plan.FftSize - plan.WindowLength) / 2), levelLead = plan.FrameLength / 2;
        LevelStart = Math.Max(0, Blocks(windowLead - levelLead));
        Before = levelLead + (LevelStart * Block);
        WindowStart = Before - windowLead;
        Length = Math.Max(Blocks(WindowStart + plan.WindowLength), LevelStart + (plan.FrameLength / Block));
        Stride = plan.HopLength / Block;
    }

    /// <summary>Samples of a block: a power of two that divides hop, spectrum and ZCR/RMS frame.</summary>
    public int Block { get; }

    /// <summary>
    /// Blocks that a kernel over frames has, zeros at its ends included. With <see cref="Before"/> and <see cref="Behind"/> adding up to as
    /// many samples, a clip of n samples gives 1 + n / hop frames.
    /// </summary>
    public int Length { get; }

    /// <summary>Blocks from one frame to the next.</summary>
    public int Stride { get; }

    /// <summary>Zeros before the clip.</summary>
    public int Before { get; }

    /// <summary>Zeros behind the clip.</summary>
    public int Behind => (Length * Block) - Before;

    /// <summary>Sample of a kernel at which the window of the spectrum begins.</summary>
    public int WindowStart { get; }

    /// <summary>Block of a kernel at which the ZCR/RMS frame begins.</summary>
    public int LevelStart { get; }

    private int Blocks(int samples) => (int)Math.Ceiling((double)samples / Block);
}
