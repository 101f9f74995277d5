using Ser.Augmentation.Chains;
using Ser.Corpora;

namespace Ser.Cli.Augmentation;

/// <summary>Which copies are wanted.</summary>
/// <param name="Chain">What is done to each.</param>
/// <param name="Copies">How many of each recording: 1 or more.</param>
/// <param name="Seed">What the draws follow from.</param>
/// <param name="Encoding">How samples are stored: a name of <see cref="CopyEncoding"/>.</param>
/// <param name="Output">The folder to write.</param>
/// <param name="Originals">Whether the recordings themselves are put there too.</param>
/// <param name="Labels">Copies are made of these labels; of all where there are none.</param>
/// <param name="Parts">The part of each recording by name, null where no split is given.</param>
internal sealed record CopyRequest(
    AugmentationChain Chain, int Copies, long Seed, string Encoding, string Output, bool Originals, IReadOnlySet<string> Labels, IReadOnlyDictionary<string, Part>? Parts);
