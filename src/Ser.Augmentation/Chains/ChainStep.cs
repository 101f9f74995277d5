using System.Globalization;
using Ser.Core;

namespace Ser.Augmentation.Chains;

/// <summary>One transform of a chain and what is said about it.</summary>
/// <param name="Transform">Which.</param>
/// <param name="Said">What the chain says, by parameter.</param>
/// <param name="Chance">The chance that it is applied, 0 to 1.</param>
/// <param name="At">Where in the text its name begins, counted from 1.</param>
public sealed record ChainStep(ITransform Transform, IReadOnlyDictionary<string, Setting> Said, double Chance, int At)
{
    /// <summary>What is in force, by parameter: what is said, and the defaults of the rest.</summary>
    public IReadOnlyDictionary<string, Setting> Settings { get; } = InForce(Transform, Said);

    /// <summary>The single number of a parameter that takes no range.</summary>
    public double Number(string parameter) => Settings[parameter].Low;

    /// <summary>As a chain says it, without what it leaves to the defaults.</summary>
    public override string ToString()
    {
        var parts = Transform.Parameters.Where(parameter => Said.ContainsKey(parameter.Name)).Select(parameter => $"{parameter.Name}={Said[parameter.Name].ToText(parameter)}");
        string[] all = [.. parts, .. Chance == Transform.Chance || Transform.Chance is null ? Array.Empty<string>() : [$"p={Setting.Text(Chance)}"]];
        return all.Length == 0 ? Transform.Name : $"{Transform.Name}({string.Join(',', all)})";
    }

    /// <summary>Draws whether the transform is applied, and with which values.</summary>
    /// <param name="random">One number for the chance, then one for each parameter, said or not: so saying one leaves the others as they were.</param>
    /// <returns>Null where it is not applied.</returns>
    internal DrawnStep? Draw(KeyedRandom random)
    {
        if (!random.Chance(Chance))
        {
            return null;
        }

        var values = new Dictionary<string, DrawnValue>(StringComparer.Ordinal);
        foreach (var parameter in Transform.Parameters)
        {
            double share = random.NextDouble();
            if (Settings.TryGetValue(parameter.Name, out var setting))
            {
                values[parameter.Name] = setting.Word is null ? new DrawnValue(Between(setting, share, parameter.Step)) : new DrawnValue(0, setting.Word);
            }
        }

        var transform = (IWaveformTransform)Transform;
        transform.DrawRest(values, random);
        return new DrawnStep(transform, new DrawnValues(values));
    }

    private static double Between(Setting range, double share, double step)
    {
        if (range.Low == range.High)
        {
            return range.Low;
        }

        if (step == 0)
        {
            // Six digits are finer than any ear, and a manifest that people read holds exactly what was applied.
            double drawn = range.Low + (share * (range.High - range.Low));
            double rounded = double.Parse(drawn.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return Math.Clamp(rounded, range.Low, range.High);
        }

        // Every multiple of the step within the range is as likely as any other.
        double first = Math.Ceiling((range.Low / step) - 1e-9), last = Math.Floor((range.High / step) + 1e-9);
        double chosen = Math.Min(last, first + Math.Floor(share * (last - first + 1)));
        return last < first ? range.Low : Math.Round(chosen * step, 9);
    }

    private static Dictionary<string, Setting> InForce(ITransform transform, IReadOnlyDictionary<string, Setting> said)
    {
        var all = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var parameter in transform.Parameters)
        {
            bool isReplaced = transform.Parameters.Any(other => other.InsteadOf == parameter.Name && said.ContainsKey(other.Name));
            if ((said.TryGetValue(parameter.Name, out var setting) ? setting : parameter.Default) is { } inForce && !isReplaced)
            {
                all[parameter.Name] = inForce;
            }
        }

        return all;
    }
}
