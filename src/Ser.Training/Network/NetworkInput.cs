using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>What the network looks at.</summary>
/// <param name="Branches">One per branch: clips × 1 × rows × frames for a picture, clips × rows × frames for curves; standardised, 0 outside the speech.</param>
/// <param name="Valid">clips × frames: 1 for speech, 0 for the rest.</param>
/// <param name="Noise">What dropout draws from in training; null for no dropout.</param>
internal readonly record struct NetworkInput(Tensor[] Branches, Tensor Valid, Generator? Noise = null);
