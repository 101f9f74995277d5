using Ser.Core;

namespace Ser.Resampling;

/// <summary>Collects what has to be said, or refuses it.</summary>
/// <param name="method">The method at work.</param>
/// <param name="strict">Whether any remark is an error.</param>
internal sealed class Remarks(ResamplingMethod method, bool strict)
{
    private readonly List<ResamplingRemark> all = [];

    /// <summary>All of them, in the order in which they came.</summary>
    public IReadOnlyList<ResamplingRemark> All => all;

    /// <summary>Says what was wrong and what was done about it.</summary>
    /// <param name="label">The class; null for the whole table.</param>
    /// <param name="fault">What was wrong.</param>
    /// <param name="remedy">What was done.</param>
    /// <exception cref="UserError">The options are strict.</exception>
    public void Add(string? label, string fault, string remedy)
    {
        var remark = new ResamplingRemark(label, $"{fault}; {remedy}");
        if (strict)
        {
            throw new UserError($"{method.Name()}: {(label is null ? "" : $"{label}: ")}{fault} (without --strict: {remedy})");
        }

        all.Add(remark);
    }
}
