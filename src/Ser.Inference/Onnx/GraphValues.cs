using System.Buffers.Binary;

namespace Ser.Inference.Onnx;

/// <summary>Everything that has a name in a graph (inputs, constants, results of nodes), with its type and its sizes at three lengths of sound.</summary>
/// <remarks>
/// Names stay where they are in the file; nothing here grows beyond what <see cref="OnnxLimits.Values"/> allows. Spans are made by
/// their constructor: the generic AsSpan would have to be compiled when the program starts.
/// </remarks>
/// <param name="model">The file's bytes.</param>
internal sealed class GraphValues(byte[] model)
{
    /// <summary>For how many lengths of the input sizes are followed.</summary>
    public const int Probes = 3;

    private Entry[] entries = new Entry[256];
    private long[] sizes = new long[256 * Probes * OnnxLimits.Rank];
    private int[] slots = new int[1024];   // place + 1 by hash; 0 is free

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>The place of a value, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        uint hash = Hash(name);
        for (int slot = (int)hash & (slots.Length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            ref var entry = ref entries[slots[slot] - 1];
            if (entry.Hash == hash && name.SequenceEqual(model.AsSpan(entry.NameAt, entry.NameLength)))
            {
                return slots[slot] - 1;
            }
        }

        return -1;
    }

    /// <summary>Adds a value whose name is new.</summary>
    /// <param name="nameAt">Where its name begins in the file.</param>
    /// <param name="nameLength">Bytes of the name.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="rank">How many dimensions it has.</param>
    /// <returns>Its place; its sizes are to be set.</returns>
    public int Add(int nameAt, int nameLength, ElementType type, int rank)
    {
        if (Count == entries.Length)
        {
            Grow();
        }

        uint hash = Hash(model.AsSpan(nameAt, nameLength));
        entries[Count] = new Entry { Hash = hash, NameAt = nameAt, NameLength = nameLength, Type = type, Rank = rank, DataAt = -1 };
        Enter(hash, ++Count);
        return Count - 1;
    }

    /// <summary>Makes a value a constant.</summary>
    /// <param name="value">Its place.</param>
    /// <param name="at">Where its numbers begin in the file.</param>
    /// <param name="length">Bytes of them; as many as its type and sizes ask for.</param>
    public void SetData(int value, int at, int length)
    {
        entries[value].DataAt = at;
        entries[value].DataLength = length;
    }

    public ElementType Type(int value) => entries[value].Type;

    public int Rank(int value) => entries[value].Rank;

    public bool IsConstant(int value) => entries[value].DataAt >= 0;

    public ReadOnlySpan<byte> Name(int value) => model.AsSpan(entries[value].NameAt, entries[value].NameLength);

    /// <summary>The sizes of a value at one of the lengths.</summary>
    public Span<long> Shape(int value, int probe) => new(sizes, ((value * Probes) + probe) * OnnxLimits.Rank, entries[value].Rank);

    /// <summary>The numbers of a constant list, or of a constant single one.</summary>
    /// <param name="value">Its place; −1 for none.</param>
    /// <param name="list">Where they go.</param>
    /// <returns>How many there are; −1 where it is no constant list of whole numbers, or too long.</returns>
    public int Integers(int value, Span<long> list)
    {
        if (value < 0 || !IsConstant(value) || Type(value) != ElementType.Int64 || Rank(value) > 1)
        {
            return -1;
        }

        ref var entry = ref entries[value];
        int count = entry.DataLength / sizeof(long);
        for (int i = 0; i < count && count <= list.Length; i++)
        {
            list[i] = BinaryPrimitives.ReadInt64LittleEndian(model.AsSpan(entry.DataAt + (i * sizeof(long))));
        }

        return count <= list.Length ? count : -1;
    }

    private void Grow()
    {
        Array.Resize(ref entries, 2 * entries.Length);
        Array.Resize(ref sizes, 2 * sizes.Length);
        slots = new int[2 * slots.Length];
        for (int i = 0; i < Count; i++)
        {
            Enter(entries[i].Hash, i + 1);
        }
    }

    private void Enter(uint hash, int place)
    {
        int slot = (int)hash & (slots.Length - 1);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        slots[slot] = place;
    }

    /// <summary>FNV-1a.</summary>
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261;
        foreach (byte b in name)
        {
            hash = (hash ^ b) * 16777619;
        }

        return hash;
    }

    private struct Entry
    {
        public uint Hash;
        public int NameAt, NameLength, DataAt, DataLength, Rank;
        public ElementType Type;
    }
}
