namespace Ser.Corpora;

/// <summary>How a cross-validation chooses what each fold is tested on.</summary>
public enum Protocol
{
    /// <summary>As many folds as asked for: whole speakers, every fold with its share of classes, genders and corpora.</summary>
    Folds,

    /// <summary>Leave one speaker out: as many folds as speakers.</summary>
    Loso,

    /// <summary>The six RAVDESS folds of the EmoBox benchmark.</summary>
    Emobox,

    /// <summary>The folds that a manifest gives, or its split as the only fold.</summary>
    Fixed,
}
