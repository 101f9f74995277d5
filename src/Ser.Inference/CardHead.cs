using System.Text;
using Ser.Core;
using Ser.Inference.Onnx;

namespace Ser.Inference;

/// <summary>The part of a <see cref="ModelCard"/> that labelling takes.</summary>
/// <remarks>
/// Scanned: to deserialise the whole card costs a program that labels one clip more than all of its other work, and most of
/// the card is for people. That the rest is there is checked here, what stands in it when it is asked for.
/// </remarks>
/// <param name="Labels">What the outputs mean, in their order: two or more, no two alike.</param>
/// <param name="SampleRate">Rate in Hz at which the graph expects its samples.</param>
internal sealed record CardHead(string[] Labels, int SampleRate)
{
    private static readonly string[] OtherParts = ["tool", "features", "normalisation", "architecture", "recipe", "training", "corpus"];

    /// <summary>Reads the head of a card.</summary>
    /// <param name="json">The text under <see cref="ModelCard.MetadataKey"/>.</param>
    /// <param name="file">The model file, for the message.</param>
    /// <exception cref="UserError">The card is broken, lacks a part, contradicts itself, or comes from a newer version.</exception>
    public static CardHead Read(string json, string file)
    {
        try
        {
            return Read(Encoding.UTF8.GetBytes(json), file);
        }
        catch (FormatException error)
        {
            throw ModelCard.Damaged(file, error);
        }
    }

    private static CardHead Read(ReadOnlySpan<byte> json, string file)
    {
        int? format = null, rate = null, analysisRate = null;
        List<string>? labels = null;
        int others = 0;   // a bit for each of OtherParts

        var scanner = new JsonScanner(json);
        if (!scanner.TryEnterObject())
        {
            throw new FormatException("the card is no object");
        }

        while (scanner.NextName(out string name))
        {
            switch (name)
            {
                case "format":
                    format = scanner.WholeNumber();
                    break;
                case "sampleRate":
                    rate = scanner.WholeNumber();
                    break;
                case "labels":
                    labels = Texts(ref scanner);
                    break;
                default:
                    int part = Array.IndexOf(OtherParts, name);
                    others |= part < 0 ? 0 : 1 << part;
                    analysisRate = name == "features" ? RateOf(scanner) : analysisRate;
                    scanner.Skip();
                    break;
            }
        }

        scanner.End();
        if (format > ModelCard.CurrentFormat)
        {
            throw ModelCard.TooNew(file, format.Value);
        }

        string? absent = format is null ? "format" : rate is null ? "sampleRate" : labels is null ? "labels" : null;
        for (int i = 0; i < OtherParts.Length; i++)
        {
            absent ??= (others & (1 << i)) == 0 ? OtherParts[i] : null;
        }

        if (absent is not null)
        {
            throw new FormatException($"no '{absent}', or not of its kind");
        }

        ModelCard.Check(format!.Value, labels!, rate!.Value, file);
        if (analysisRate is { } named && named != rate)
        {
            throw CardCheck.TwoRates(rate.Value, file);
        }

        return new CardHead([.. labels!], rate.Value);
    }

    /// <summary>The sample rate in an object that the scanner stands before; the scanner of the caller stays there.</summary>
    private static int? RateOf(JsonScanner scanner)
    {
        int? rate = null;
        if (scanner.TryEnterObject())
        {
            while (scanner.NextName(out string name))
            {
                if (name == "sampleRate")
                {
                    rate ??= scanner.WholeNumber() ?? -1;
                }
                else
                {
                    scanner.Skip();
                }
            }
        }

        return rate;
    }

    /// <summary>The value of a property where it is a list of texts; null where it is something else.</summary>
    private static List<string>? Texts(ref JsonScanner scanner)
    {
        if (!scanner.TryEnterList())
        {
            scanner.Skip();
            return null;
        }

        List<string>? texts = [];
        while (scanner.NextValue())
        {
            if (scanner.Text() is { } text)
            {
                texts?.Add(text);
            }
            else
            {
                texts = null;
            }
        }

        return texts;
    }
}
