using System.Globalization;
using System.Text.Json;
using Ser.Core;
using Ser.Training.Fitting;
using Ser.Training.Fitting.Checkpoints;
using Ser.Training.Network;

namespace Ser.Training;

/// <summary>Where a training run writes down after every epoch what it takes to go on from there.</summary>
/// <param name="folder">Its path.</param>
public sealed class CheckpointFolder(string folder)
{
    private const string Network = "network", Average = "average", Kept = "kept", First = "optimizer/first", Second = "optimizer/second", Generator = "generator";

    /// <summary>Its path.</summary>
    public string Location => folder;

    /// <summary>The file with the state of the last epoch.</summary>
    public string StateFile => Path.Combine(folder, "state.safetensors");

    /// <summary>Whether an epoch has been written down.</summary>
    public bool HasState => File.Exists(StateFile);

    /// <summary>Writes down where a run stands; the state before stays until this one is whole.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    internal void Save(RunIdentity run, EnsembleState state)
    {
        var loop = state.Loop;
        var text = new CheckpointText(
            CheckpointText.CurrentFormat, run, [.. state.Finished.Select(member => new FinishedText(member.Kept, member.Epochs))], state.History, state.Member,
            loop.Epochs, loop.Updates, loop.Seconds, loop.Averaged, loop.Optimizer.Steps, loop.Generators.Count, loop.Kept);
        Fitting.Checkpoints.StateFile.Write(StateFile, JsonSerializer.Serialize(text, CheckpointJson.Default.CheckpointText),
        [
            .. Blocks(Network, loop.Network), .. Blocks(Average, loop.Average), .. Blocks(Kept, loop.KeptWeights),
            .. loop.Optimizer.First.Select((values, i) => StateBlock.Of(Item(First, i), [values.Length], values)),
            .. loop.Optimizer.Second.Select((values, i) => StateBlock.Of(Item(Second, i), [values.Length], values)),
            .. loop.Generators.Select((bytes, i) => StateBlock.Of(Item(Generator, i), bytes)),
            .. state.Finished.SelectMany((member, i) => Blocks(Item("member", i), member.Weights)),
        ]);
    }

    /// <summary>Reads where a run stood.</summary>
    /// <param name="run">The run that wants to go on.</param>
    /// <exception cref="UserError">The state is that of another run, lacks something, or is damaged.</exception>
    internal EnsembleState Load(RunIdentity run)
    {
        var (json, blocks) = Fitting.Checkpoints.StateFile.Read(StateFile);
        try
        {
            using (var document = JsonDocument.Parse(json))
            {
                if (!document.RootElement.TryGetProperty(nameof(CheckpointText.Format), out var format) || format.GetInt32() != CheckpointText.CurrentFormat)
                {
                    throw new UserError($"{StateFile}: the checkpoint is of another version of ser; go on with that version, or start the training anew, without --resume");
                }
            }

            var text = JsonSerializer.Deserialize(json, CheckpointJson.Default.CheckpointText)!;
            run.Require(text.Run, StateFile);
            var optimizer = new OptimizerMoments(
                text.Steps, [.. text.Steps.Select((_, i) => blocks[Item(First, i)].Floats())], [.. text.Steps.Select((_, i) => blocks[Item(Second, i)].Floats())]);
            var loop = new LoopState(
                text.Epochs, text.Updates, text.Seconds, Weights(Network), Weights(Average), text.Averaged, optimizer,
                [.. Enumerable.Range(0, text.Generators).Select(i => blocks[Item(Generator, i)].Bytes)], text.Kept, Weights(Kept));
            return new EnsembleState(
                [.. text.Finished.Select((member, i) => new FinishedMember(Weights(Item("member", i)), member.Kept, member.Epochs))], text.History, text.Member, loop);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw Fitting.Checkpoints.StateFile.Damaged(StateFile, error);
        }

        NetworkWeights Weights(string part)
        {
            string prefix = part + "/";
            StateBlock[] own = [.. blocks.Values.Where(block => block.Name.StartsWith(prefix, StringComparison.Ordinal))];
            return own.Length > 0
                ? NetworkWeights.Of(own.Select(block => (block.Name[prefix.Length..], block.Shape.ToArray(), block.Floats())))
                : throw new FormatException($"{part} is missing");
        }
    }

    /// <summary>Takes the state away; the rest of the folder stays.</summary>
    /// <exception cref="UserError">It cannot be removed.</exception>
    public void Forget()
    {
        try
        {
            File.Delete(StateFile);
        }
        catch (DirectoryNotFoundException)
        {
            // There is none.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{StateFile}: cannot be removed ({error.Message.Split(" : '")[0].TrimEnd('.')})", error);
        }
    }

    private static string Item(string name, int i) => $"{name}/{i.ToString(CultureInfo.InvariantCulture)}";

    private static IEnumerable<StateBlock> Blocks(string part, NetworkWeights weights) =>
        weights.All.Select(tensor => StateBlock.Of($"{part}/{tensor.Name}", tensor.Shape, tensor.Values));
}
