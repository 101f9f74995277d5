namespace Ser.Training.Tuning;

/// <summary>The space that is searched where none is given: what a corpus of another size or kind is likely to want otherwise.</summary>
/// <remarks>The ranges lie about the default recipe, a factor of four or so on either side where a factor is what counts.</remarks>
internal static class DefaultSearchSpace
{
    public const string Text = """
        {
          "learningRate":                { "from": 0.0005, "to": 0.008, "log": true },
          "weightDecay":                 { "from": 0.002, "to": 0.2, "log": true },
          "warmup":                      { "from": 0.02, "to": 0.3 },
          "batchSize":                   { "choose": [16, 32, 64] },
          "averageDecay":                { "choose": [0.99, 0.995, 0.998] },
          "labelSmoothing":              { "from": 0, "to": 0.2 },
          "mixupChance":                 { "from": 0, "to": 1 },
          "mixupAlpha":                  { "from": 0.1, "to": 1, "log": true },
          "network.dropout":             { "from": 0.1, "to": 0.6 },
          "augmentation.stretch":        { "from": 0, "to": 0.3 },
          "augmentation.warpScale":      { "from": 0, "to": 0.12 },
          "augmentation.noiseChance":    { "from": 0, "to": 1 },
          "augmentation.rowNoise":       { "from": 0, "to": 0.3 },
          "augmentation.bandMasks":      { "from": 0, "to": 4, "whole": true },
          "augmentation.bandMaskWidth":  { "from": 2, "to": 16, "log": true, "whole": true },
          "augmentation.frameMasks":     { "from": 0, "to": 4, "whole": true },
          "augmentation.frameMaskWidth": { "from": 4, "to": 40, "log": true, "whole": true }
        }

        """;
}
