using Ser.Core;

namespace Ser.Training.Network;

/// <summary>How the inputs of networks are called.</summary>
public static class NetworkInputs
{
    /// <summary>Names, in the order of <see cref="NetworkInputKind"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mel", "pitchgram", "mfcc", "delta", "delta2", "rms", "zcr", "f0"];

    /// <summary>Name of an input.</summary>
    public static string NameOf(NetworkInputKind input) => Names[(int)input];

    /// <summary>Reads a list such as "mel,mfcc,rms".</summary>
    /// <exception cref="UserError">A name is not known, or there is none.</exception>
    public static IReadOnlyCollection<NetworkInputKind> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var inputs = new HashSet<NetworkInputKind>();
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int index = Names.ToList().IndexOf(name);
            inputs.Add(index >= 0 ? (NetworkInputKind)index : throw new UserError($"--features: there is no '{name}'; choose of {string.Join(' ', Names)}"));
        }

        return inputs.Count > 0 ? inputs : throw new UserError($"--features names nothing; choose of {string.Join(' ', Names)}");
    }
}
