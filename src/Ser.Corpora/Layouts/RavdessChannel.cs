namespace Ser.Corpora;

/// <summary>Which of the recordings of RAVDESS are meant: its speech and song files share their names but for one code.</summary>
public enum RavdessChannel
{
    /// <summary>The 1440 spoken clips.</summary>
    Speech,

    /// <summary>The 1012 sung clips; no disgust, no surprise.</summary>
    Song,

    /// <summary>Both.</summary>
    All,
}
