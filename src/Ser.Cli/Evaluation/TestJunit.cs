using System.Globalization;
using System.Text;
using System.Xml;
using Ser.Reporting;

namespace Ser.Cli.Evaluation;

/// <summary>A test as the XML of JUnit, which every build server reads: the evaluation is a test case, and each gate is one.</summary>
internal static class TestJunit
{
    private const string Name = "ser evaluate";

    /// <summary>Writes one suite.</summary>
    public static void Write(Stream stream, ModelTest test, string corpus, string model)
    {
        var format = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
        using var xml = XmlWriter.Create(stream, format);
        xml.WriteStartElement("testsuites");
        Counts();
        xml.WriteStartElement("testsuite");
        Counts();
        xml.WriteAttributeString("skipped", "0");
        xml.WriteStartElement("properties");
        Property("model", model);
        Property("corpus", corpus);
        Property("clips", test.Figures.Samples.ToString(CultureInfo.InvariantCulture));
        Property("uar", Number(test.Figures.Uar));
        Property("accuracy", Number(test.Figures.Accuracy));
        Property("macroF1", Number(test.Figures.Macro.F1));
        if (test.Overlap?.Stamp is { } stamp)
        {
            Property("overlap", stamp);
        }

        xml.WriteEndElement();
        Case("evaluation", $"{Counted.Of(test.Figures.Samples, "clip")} of {corpus}");
        xml.WriteEndElement();
        foreach (var gate in test.Gates)
        {
            Case("gate", gate.Gate);
            if (!gate.Held)
            {
                xml.WriteStartElement("failure");
                Attribute("message", gate.Finding);
                xml.WriteAttributeString("type", "gate");
                xml.WriteString(Clean(gate.Line));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        if (test.Skipped.Count > 0)
        {
            xml.WriteElementString("system-err", Clean(string.Join('\n', test.Skipped.Select(line => $"left out: {line}"))));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();

        void Counts()
        {
            xml.WriteAttributeString("name", Name);
            xml.WriteAttributeString("tests", (test.Gates.Count + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("failures", test.Gates.Count(gate => !gate.Held).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("errors", "0");
        }

        void Case(string kind, string name)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", $"ser.evaluate.{kind}");
            Attribute("name", name);
        }

        void Property(string name, string value)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            Attribute("value", value);
            xml.WriteEndElement();
        }

        void Attribute(string name, string value) => xml.WriteAttributeString(name, Clean(value));
    }

    /// <summary>XML 1.0 has no control characters, and no halves of characters.</summary>
    private static string Clean(string text)
    {
        text = string.Join('\n', text.Split('\n').Select(TextCell.Clean));
        return string.Create(text.Length, text, (clean, from) =>
        {
            for (int i = 0; i < from.Length; i++)
            {
                bool isPair = i + 1 < from.Length && char.IsSurrogatePair(from[i], from[i + 1]);
                clean[i] = isPair || XmlConvert.IsXmlChar(from[i]) ? from[i] : '?';
                if (isPair)
                {
                    clean[i + 1] = from[++i];
                }
            }
        });
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
