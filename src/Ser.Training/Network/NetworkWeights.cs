using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>All weights and running statistics of a network as plain arrays, by the name that torch gives them.</summary>
internal sealed class NetworkWeights
{
    private readonly Dictionary<string, (long[] Shape, float[] Values)> tensors = new(StringComparer.Ordinal);

    private NetworkWeights()
    {
    }

    /// <summary>The names of all weights.</summary>
    public IEnumerable<string> Names => tensors.Keys;

    /// <summary>A weight's values in row-major order.</summary>
    public float[] this[string name] => tensors[name].Values;

    /// <summary>A weight's shape.</summary>
    public long[] ShapeOf(string name) => tensors[name].Shape;

    /// <summary>Every tensor, in the network's order.</summary>
    public IEnumerable<(string Name, long[] Shape, float[] Values)> All => tensors.Select(pair => (pair.Key, pair.Value.Shape, pair.Value.Values));

    /// <summary>Takes tensors that were written down.</summary>
    public static NetworkWeights Of(IEnumerable<(string Name, long[] Shape, float[] Values)> all)
    {
        var weights = new NetworkWeights();
        foreach (var (name, shape, values) in all)
        {
            weights.tensors.Add(name, (shape, values));
        }

        return weights;
    }

    /// <summary>Copies the weights out of a network.</summary>
    public static NetworkWeights Capture(nn.Module network)
    {
        using var scope = NewDisposeScope();
        var captured = new NetworkWeights();
        foreach (var (name, tensor) in network.state_dict())
        {
            if (tensor.dtype == ScalarType.Float32)   // all but the counters of batch normalisation
            {
                var whole = tensor.detach().cpu().contiguous();
                captured.tensors[name] = (tensor.shape, MemoryMarshal.Cast<byte, float>(whole.bytes).ToArray());
            }
        }

        return captured;
    }

    /// <summary>Copies the weights into a network of the same plan.</summary>
    public void Restore(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, target) in network.state_dict())
        {
            if (tensors.TryGetValue(name, out var stored))
            {
                target.copy_(tensor(stored.Values, stored.Shape));
            }
        }
    }
}
