namespace Ser.Training.Data;

/// <summary>The numbers of one update, ready to become tensors.</summary>
/// <param name="Size">Clips.</param>
/// <param name="Frames">Frames of each window.</param>
/// <param name="Rows">clips × rows × frames: raw rows, augmented.</param>
/// <param name="Valid">clips × frames: 1 inside the speech.</param>
/// <param name="KeptBands">clips × bands: 0 where a mask hides a band.</param>
/// <param name="KeptFrames">clips × frames: 0 where a mask hides a frame.</param>
/// <param name="Targets">clips × classes: probabilities, after label smoothing.</param>
/// <param name="Mix">Share of each clip in its mixture with another one; 1 for no mixup.</param>
internal sealed record Batch(
    int Size, int Frames, float[] Rows, float[] Valid, float[] KeptBands, float[] KeptFrames, float[] Targets, float Mix);
