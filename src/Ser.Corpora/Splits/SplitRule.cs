namespace Ser.Corpora;

/// <summary>By what rule a corpus is split.</summary>
public enum SplitRule
{
    /// <summary>Whole speakers are drawn; by clip where no speaker is known.</summary>
    Speaker,

    /// <summary>Clips are drawn although their speakers are known: the voices of the test have been trained on.</summary>
    Random,

    /// <summary>The parts that a manifest gives.</summary>
    Given,
}
