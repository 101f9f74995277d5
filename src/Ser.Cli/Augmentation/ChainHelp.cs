using Ser.Augmentation.Chains;

namespace Ser.Cli.Augmentation;

/// <summary>The transforms that a chain can name, as lines for a help text.</summary>
internal static class ChainHelp
{
    /// <summary>A line per transform and one per parameter.</summary>
    public static IEnumerable<string> Lines(IEnumerable<ITransform> transforms)
    {
        foreach (var transform in transforms)
        {
            yield return $"  {transform.Name,-11}  {transform.Purpose}";
            foreach (var parameter in transform.Parameters.Where(parameter => !parameter.IsDetail))
            {
                string byDefault = parameter.IsText ? "" : parameter.Default is { } value ? $"; default {value.ToText(parameter)}" : "";
                yield return $"    {parameter.Name,-9}  {parameter.Meaning}: {parameter.Range}{byDefault}";
            }
        }
    }
}
