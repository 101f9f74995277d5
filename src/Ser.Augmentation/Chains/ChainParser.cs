using System.Globalization;
using System.Text;
using Ser.Core;

namespace Ser.Augmentation.Chains;

/// <summary>Reads a chain from left to right; an error tells the place, what is wrong there, and what may stand there.</summary>
/// <remarks>
/// chain = step { space step }; step = name [ "(" [ setting { "," setting } ] ")" ]; setting = name "=" value;
/// value = number [ ".." number ] | word | quotation mark, text, quotation mark. Spaces may stand between any of them.
/// </remarks>
internal sealed class ChainParser(string text)
{
    private const string ChanceName = "p";
    private int at;

    /// <summary>The steps of the whole text.</summary>
    public IReadOnlyList<ChainStep> Read()
    {
        var steps = new List<ChainStep>();
        for (SkipSpace(); at < text.Length; SkipSpace())
        {
            var step = ReadStep();
            if (steps.Count > 0 && steps[^1].Transform is FeatureTransform && step.Transform is not FeatureTransform)
            {
                throw Fault(step.At - 1, $"{step.Transform.Name} acts on sound and must stand before {steps[^1].Transform.Name}, which acts on features");
            }

            if (step.Transform is FeatureTransform && steps.Any(other => other.Transform == step.Transform))
            {
                throw Fault(step.At - 1, $"{step.Transform.Name} stands twice; say it once");
            }

            steps.Add(step);
        }

        return steps.Count > 0 ? steps : throw new UserError("chain: is empty; give transforms such as noise(snr=5..40) stretch(rate=0.9..1.1)");
    }

    private ChainStep ReadStep()
    {
        int start = at;
        string name = ReadName();
        if (name.Length == 0)
        {
            throw Fault(start, $"a transform is expected, not '{text[start]}'; there are {Names(TransformCatalogue.All.Select(known => known.Name))}");
        }

        var transform = TransformCatalogue.Find(name) ?? throw Fault(start, Unknown("there is no transform", name, [.. TransformCatalogue.All.Select(known => known.Name)]));
        var said = new Dictionary<string, Setting>(StringComparer.Ordinal);
        double? chance = null;
        SkipSpace();
        if (at < text.Length && text[at] == '(')
        {
            int opened = at++;
            SkipSpace();
            while (at >= text.Length || text[at] != ')')
            {
                ReadSetting(transform, said, ref chance, opened);
            }

            at++;
        }

        foreach (var parameter in transform.Parameters.Where(parameter => parameter is { IsText: true, IsDetail: false } && !said.ContainsKey(parameter.Name)))
        {
            throw Fault(start, $"{name} needs {parameter.Name}, {parameter.Range}: {name}({parameter.Name}=\"...\")");
        }

        return new ChainStep(transform, said, chance ?? transform.Chance ?? 1, start + 1);
    }

    private void ReadSetting(ITransform transform, Dictionary<string, Setting> said, ref double? chance, int opened)
    {
        int start = at;
        string[] names = [.. transform.Parameters.Select(parameter => parameter.Name), .. transform.Chance is null ? Array.Empty<string>() : [ChanceName]];
        string name = ReadName();
        if (name.Length == 0)
        {
            throw at < text.Length
                ? Fault(start, $"a parameter of {transform.Name} is expected, not '{text[at]}'; it has {Names(names)}")
                : Fault(start, $"the bracket of {transform.Name} that opens at character {opened + 1} is not closed; end it with )");
        }

        var parameter = transform.Parameters.FirstOrDefault(known => known.Name == name);
        if (!names.Contains(name))
        {
            throw Fault(start, Unknown($"{transform.Name} has no", name, names));
        }

        SkipSpace();
        if (at >= text.Length || text[at] != '=')
        {
            throw Fault(at, $"= and a value of {name} are expected");
        }

        at++;
        SkipSpace();
        int valueAt = at;
        if (parameter is null)
        {
            chance = chance is null ? ReadNumbers(new Parameter { Name = ChanceName, Meaning = "chance", Lowest = 0, Highest = 1, IsFixed = true }).Low : throw Twice();
        }
        else if (!said.TryAdd(name, ReadValue(parameter)))
        {
            throw Twice();
        }
        else if (parameter.InsteadOf is { } other && said.ContainsKey(other))
        {
            throw Fault(start, $"{name} stands for {other}; say one of them");
        }
        else if (transform.Parameters.FirstOrDefault(rival => rival.InsteadOf == name && said.ContainsKey(rival.Name)) is { } rival)
        {
            throw Fault(start, $"{rival.Name} stands for {name}; say one of them");
        }

        SkipSpace();
        if (at < text.Length && text[at] == ',')
        {
            at++;
            SkipSpace();
        }
        else if (at < text.Length && text[at] != ')')
        {
            throw Fault(at, $", or ) is expected after {text[valueAt..at]}, not '{text[at]}'");
        }

        UserError Twice() => Fault(start, $"{name} stands twice; say it once");
    }

    private Setting ReadValue(Parameter parameter)
    {
        if (parameter.IsText)
        {
            return Setting.Of(ReadQuoted(parameter));
        }

        if (parameter.Words.Count == 0)
        {
            return ReadNumbers(parameter);
        }

        int start = at;
        string word = ReadToken();
        return parameter.Words.Contains(word) ? Setting.Of(word) : throw Fault(start, Unknown($"{parameter.Name} cannot be", word, [.. parameter.Words]));
    }

    private Setting ReadNumbers(Parameter parameter)
    {
        int start = at;
        string token = ReadToken();
        int dots = token.IndexOf("..", StringComparison.Ordinal);
        string wanted = parameter.IsFixed ? "give a number" : "give a number, or two as in 5..40";
        if (dots >= 0 && parameter.IsFixed)
        {
            throw Fault(start, $"{parameter.Name} is {token}, but takes no range; give one number from {parameter.Range}");
        }

        double low = Number(dots < 0 ? token : token[..dots], start);
        double high = dots < 0 ? low : Number(token[(dots + 2)..], start + dots + 2);
        if (low > high)
        {
            throw Fault(start, $"{parameter.Name} is {token}: the range ends below its beginning; give {Setting.Text(high)}..{Setting.Text(low)}");
        }

        if (low < parameter.Lowest || high > parameter.Highest)
        {
            throw Fault(start, $"{parameter.Name} is {token}; give {parameter.Range}");
        }

        if (parameter.Step == 1 && (low != Math.Round(low) || high != Math.Round(high)))
        {
            throw Fault(start, $"{parameter.Name} is {token}; give whole numbers from {parameter.Range}");
        }

        return new Setting(low, high);

        double Number(string part, int place) =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? number
                : throw Fault(place, $"{parameter.Name} is '{part}'; {wanted} ({parameter.Range})");
    }

    private string ReadQuoted(Parameter parameter)
    {
        int start = at;
        if (at >= text.Length || text[at] != '"')
        {
            throw Fault(at, $"a text in quotation marks is expected: {parameter.Name}=\"...\"");
        }

        var content = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            content.Append(text[at]);
        }

        if (at >= text.Length)
        {
            throw Fault(start, "this quotation mark is not closed; end the text with \"");
        }

        at++;
        return content.Length > 0 ? content.ToString() : throw Fault(start, $"{parameter.Name} is empty; give {parameter.Meaning}");
    }

    private string ReadName()
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-'))
        {
            at++;
        }

        return text[start..at].ToLowerInvariant();
    }

    private string ReadToken()
    {
        int start = at;
        while (at < text.Length && text[at] is not (',' or ')' or '(' or '=') && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private static string Unknown(string what, string name, string[] known) =>
        NearestName.Of(name, known) is { } near ? $"{what} '{name}'; did you mean {near}?" : $"{what} '{name}'; there are {Names(known)}";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static UserError Fault(int place, string what) => new($"chain, character {place + 1}: {what}");
}
