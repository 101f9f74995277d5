using System.Text;

namespace Ser.Tests.Commands;

/// <summary>A line that a person types into a shell.</summary>
/// <param name="Pipeline">The words of each program in it, without quotes and redirections.</param>
internal sealed record ExampleLine(IReadOnlyList<IReadOnlyList<string>> Pipeline)
{
    /// <summary>Takes a line apart: words, quotes of both kinds, pipes, redirections.</summary>
    public static ExampleLine Parse(string line)
    {
        List<List<string>> pipeline = [[]];
        bool isTarget = false;
        foreach (string token in Tokens(line))
        {
            switch (token)
            {
                case "|": pipeline.Add([]); break;
                case ">" or "<": isTarget = true; break;
                case var _ when isTarget: isTarget = false; break;
                default: pipeline[^1].Add(token.Length > 0 && token[0] == '\0' ? token[1..] : token); break;
            }
        }

        return new ExampleLine(pipeline);
    }

    /// <summary>Words and signs; a word that was quoted begins with a NUL, so that it is never taken for a sign.</summary>
    private static IEnumerable<string> Tokens(string line)
    {
        var word = new StringBuilder();
        char quote = '\0';
        foreach (char c in line.Append(' '))
        {
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                if (word.Length == 0)
                {
                    word.Append('\0');
                }
            }
            else if (c != ' ')
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }
}
