namespace Ser.Corpora;

/// <summary>What a clip is used for.</summary>
public enum Part
{
    /// <summary>The model learns from it.</summary>
    Train,

    /// <summary>It decides between models, and when to stop.</summary>
    Validation,

    /// <summary>It is looked at once, at the end.</summary>
    Test,
}
