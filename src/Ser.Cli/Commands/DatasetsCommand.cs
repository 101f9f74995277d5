using System.CommandLine;
using System.Text.Json;
using Ser.Corpora;

namespace Ser.Cli.Commands;

/// <summary><c>ser datasets</c>: which published corpora are known, and where they come from.</summary>
internal static class DatasetsCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var json = CommonOptions.Json("one object per corpus");
        var command = new Command("datasets", "List the published corpora that are recognised, and fetch them") { json };
        command.Subcommands.Add(FetchCommand.Build(output, signals));
        Examples.Add(
            command,
            ("ser datasets", "speakers, clips, licence and home of each"),
            ("ser datasets fetch emodb --output ~/emodb", "download one of them"),
            ("ser datasets --json | jq -r 'select(.fetch) | .name'", "which can be fetched"));
        command.SetAction(parsed =>
        {
            foreach (string line in parsed.GetValue(json) ? KnownDatasets.All.Select(ToJson) : Table())
            {
                output.Results.WriteLine(line);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Table()
    {
        yield return $"{"name",-12}{"speakers",8}{"clips",8}{"classes",9}  {"fetch",-7}licence";
        foreach (var dataset in KnownDatasets.All)
        {
            yield return $"{dataset.Key,-12}{dataset.Speakers,8}{dataset.Total,8}{dataset.Clips.Count,9}  {(dataset.Archive is null ? "no" : "yes"),-7}{dataset.Licence}";
        }

        yield return "";
        foreach (var dataset in KnownDatasets.All)
        {
            yield return $"{dataset.Key,-12}{dataset.Language}; {string.Join(", ", dataset.Clips.Select(pair => $"{pair.Key} {pair.Value}"))}";
            yield return $"{"",-12}{dataset.Home}";
        }
    }

    private static string ToJson(KnownDataset dataset) => JsonLine.Of(json =>
    {
        json.WriteString("name", dataset.Key);
        json.WriteString("title", dataset.Name);
        json.WriteString("language", dataset.Language);
        json.WriteNumber("speakers", dataset.Speakers);
        json.WriteNumber("clips", dataset.Total);
        json.WriteStartObject("classes");
        foreach (var (label, count) in dataset.Clips)
        {
            json.WriteNumber(label, count);
        }

        json.WriteEndObject();
        json.WriteString("licence", dataset.Licence);
        json.WriteString("home", dataset.Home);
        json.WriteString("paper", dataset.Paper);
        json.WriteBoolean("fetch", dataset.Archive is not null);
        json.WriteString("url", dataset.Archive?.Url.AbsoluteUri);
        json.WriteString("instructions", dataset.Instructions);
    }, JsonLine.Readable);
}
