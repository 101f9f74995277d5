using System.Text;
using Ser.Core;

namespace Ser.Tests.Inference.Onnx;

/// <summary>Damages model files the ways that disks, transfers, careless writers and attackers do.</summary>
internal static class ModelMutator
{
    private static readonly long[] Lies = [0, 1, -1, 2, 7, 255, 65_536, 1 << 20, int.MaxValue, 1L << 32, long.MaxValue, long.MinValue];

    private static readonly string[] Words =
        ["null", "{}", "[]", "[null]", "\"\"", "-1", "1e999", "1E-400", "true", "99999999999999999999", "\"\\u0000\"", "\"\\ud800\"", "[[[[[[[[[[[[[[[[", "0.5", "\"a\",\"a\""];

    /// <summary>One to three changes.</summary>
    /// <param name="seeds">One is changed, the others lend it pieces.</param>
    /// <param name="random">Everything is drawn from it.</param>
    public static byte[] Mutate(byte[][] seeds, KeyedRandom random)
    {
        byte[] file = [.. seeds[random.Below(seeds.Length)]];
        int changes = 1 + random.Below(3);
        for (int i = 0; i < changes && file.Length > 16; i++)
        {
            int at = random.Below(file.Length);
            file = random.Below(14) switch
            {
                0 => Overwrite(file, at, [(byte)random.NextBits()]),
                1 => Overwrite(file, at, [(byte)(file[at] ^ (1 << random.Below(8)))]),
                2 => file[..at],
                3 => [.. file[..at], .. file[Math.Max(0, at - random.Below(40))..]],
                4 => file.Length - at > 40 ? [.. file[..at], .. file[(at + 1 + random.Below(40))..]] : file,
                5 => [.. file[..at], .. Proto.Varint((ulong)Lie(random)), .. file[at..]],
                6 => Splice(file, seeds[random.Below(seeds.Length)], at, random),
                7 => SwapFields(file, random),
                8 or 9 => ChangeJson(file, random),
                10 => LieInRaw(file, random),
                11 => LieInNumber(file, random),
                12 => ExchangeNames(file, random),
                _ => RepeatOrDropField(file, random),
            };
        }

        return file;
    }

    private static long Lie(KeyedRandom random) => random.Chance(0.5) ? Lies[random.Below(Lies.Length)] : random.Below(12);

    private static byte[] Overwrite(byte[] file, int at, ReadOnlySpan<byte> bytes)
    {
        bytes[..Math.Min(bytes.Length, file.Length - at)].CopyTo(file.AsSpan(at));
        return file;
    }

    private static byte[] Splice(byte[] file, byte[] other, int at, KeyedRandom random)
    {
        int from = random.Below(other.Length), length = Math.Min(1 + random.Below(60), other.Length - from);
        return random.Chance(0.5) ? Overwrite(file, at, other.AsSpan(from, length)) : [.. file[..at], .. other[from..(from + length)], .. file[at..]];
    }

    /// <summary>Two messages of the graph change places: nodes lose their order, and constants their use.</summary>
    private static byte[] SwapFields(byte[] file, KeyedRandom random) => Rebuild(file, random, fields =>
    {
        int a = random.Below(fields.Count), b = random.Below(fields.Count);
        (fields[a], fields[b]) = (fields[b], fields[a]);
    });

    private static byte[] RepeatOrDropField(byte[] file, KeyedRandom random) => Rebuild(file, random, fields =>
    {
        int a = random.Below(fields.Count);
        if (random.Chance(0.5))
        {
            fields.RemoveAt(a);
        }
        else
        {
            fields.Insert(random.Below(fields.Count), fields[a]);
        }
    });

    /// <summary>Takes the graph, or one of its messages, apart and writes it anew with right lengths.</summary>
    private static byte[] Rebuild(byte[] file, KeyedRandom random, Action<List<byte[]>> change)
    {
        if (!TryFields(file, out var model) || model.FindIndex(field => field[0] == 0x3A) is not (>= 0 and var graphAt)
            || !TryFields(Content(model[graphAt]), out var graph) || graph.Count == 0)
        {
            return file;
        }

        int inner = random.Below(graph.Count);
        if (random.Chance(0.5))
        {
            change(graph);
        }
        else if (graph[inner][0] is 0x0A or 0x2A or 0x5A or 0x62 && TryFields(Content(graph[inner]), out var message) && message.Count > 0)
        {
            change(message);
            graph[inner] = Proto.Field(graph[inner][0] >> 3, [.. message]);
        }

        model[graphAt] = Proto.Field(7, [.. graph]);
        return Proto.Join([.. model]);
    }

    /// <summary>A word of the card becomes another, or a piece of it moves.</summary>
    private static byte[] ChangeJson(byte[] file, KeyedRandom random)
    {
        if (!TryFields(file, out var model) || model.FindLastIndex(field => field[0] == 0x72) is not (>= 0 and var cardAt))
        {
            return file;
        }

        string text = Encoding.Latin1.GetString(model[cardAt]);
        int begin = text.IndexOf('{', StringComparison.Ordinal);
        if (begin < 0 || text.Length - begin < 4)
        {
            return file;
        }

        string json = text[begin..];
        int at = random.Below(json.Length), value = json.IndexOf(':', at), end = value < 0 ? -1 : json.IndexOfAny([',', '}'], value);
        json = random.Below(4) switch
        {
            0 when end > 0 => $"{json[..(value + 1)]}{Words[random.Below(Words.Length)]}{json[end..]}",
            1 when end > 0 => $"{json[..(value + 1)]}{Lie(random)}{json[end..]}",
            2 => $"{json[..at]}{Words[random.Below(Words.Length)]}{json[at..]}",
            _ => json.Remove(at, Math.Min(1 + random.Below(30), json.Length - at)),
        };
        model[cardAt] = Proto.Field(14, Proto.Text(1, "ser"), Proto.Field(2, Encoding.Latin1.GetBytes(json)));
        return Proto.Join([.. model]);
    }

    /// <summary>A number in a constant lies: a size of a Reshape, a pad, an axis, a weight.</summary>
    private static byte[] LieInRaw(byte[] file, KeyedRandom random) => RebuildConstant(file, random, raw =>
    {
        bool wide = raw.Length % 8 == 0;
        byte[] lie = wide ? BitConverter.GetBytes(Lie(random)) : BitConverter.GetBytes((float)random.Uniform(-1e30, 1e30));
        lie.CopyTo(raw, raw.Length < lie.Length ? 0 : random.Below(raw.Length / lie.Length) * lie.Length);
    });

    private static byte[] RebuildConstant(byte[] file, KeyedRandom random, Action<byte[]> change) => Rebuild(file, random, fields =>
    {
        // In the graph: one of its constants; in a constant: its raw_data.
        var constants = fields.FindAll(field => field[0] is 0x2A or 0x4A);
        if (constants.Count == 0)
        {
            return;
        }

        byte[] chosen = constants[random.Below(constants.Count)];
        int place = fields.IndexOf(chosen);
        if (chosen[0] == 0x4A && Content(chosen) is { Length: >= 4 } own)
        {
            change(own);
            fields[place] = Proto.Field(9, own);
        }
        else if (TryFields(Content(chosen), out var tensor) && tensor.FindIndex(field => field[0] == 0x4A) is (>= 0 and var rawAt) && Content(tensor[rawAt]) is { Length: >= 4 } raw)
        {
            change(raw);
            tensor[rawAt] = Proto.Field(9, raw);
            fields[place] = Proto.Field(5, [.. tensor]);
        }
    });

    /// <summary>A number of an attribute, a size or a type lies; lengths around it stay right.</summary>
    private static byte[] LieInNumber(byte[] file, KeyedRandom random) => Rebuild(file, random, fields =>
    {
        var nested = fields.FindAll(field => field[0] is 0x0A or 0x2A);
        if (nested.Count == 0)
        {
            return;
        }

        byte[] chosen = nested[random.Below(nested.Count)];
        if (TryFields(Content(chosen), out var inner))
        {
            var numbers = Enumerable.Range(0, inner.Count).Where(i => (inner[i][0] & 7) == 0).ToList();
            if (numbers.Count > 0)
            {
                int at = numbers[random.Below(numbers.Count)];
                inner[at] = [.. inner[at][..(inner[at][0] < 0x80 ? 1 : 2)], .. Proto.Varint((ulong)Lie(random))];
            }

            fields[fields.IndexOf(chosen)] = Proto.Field(chosen[0] >> 3, [.. inner]);
        }
    });

    /// <summary>A node takes another value, or another operator: the names of two nodes change places.</summary>
    private static byte[] ExchangeNames(byte[] file, KeyedRandom random)
    {
        if (!TryFields(file, out var model) || model.FindIndex(field => field[0] == 0x3A) is not (>= 0 and var graphAt) || !TryFields(Content(model[graphAt]), out var graph))
        {
            return file;
        }

        var nodes = Enumerable.Range(0, graph.Count).Where(i => graph[i][0] == 0x0A).ToList();
        if (nodes.Count == 0)
        {
            return file;
        }

        int a = nodes[random.Below(nodes.Count)], b = nodes[random.Below(nodes.Count)];
        byte tag = random.Below(4) switch { 0 => 0x22, 1 => 0x12, _ => 0x0A };   // operator, output, input
        if (TryFields(Content(graph[a]), out var first) && TryFields(Content(graph[b]), out var second)
            && first.FindLastIndex(field => field[0] == tag) is (>= 0 and var from) && second.FindIndex(field => field[0] == tag) is (>= 0 and var to))
        {
            second[to] = first[from];
            graph[b] = Proto.Field(1, [.. second]);
            model[graphAt] = Proto.Field(7, [.. graph]);
        }

        return Proto.Join([.. model]);
    }

    /// <summary>The content of a block with a tag of one byte.</summary>
    private static byte[] Content(byte[] field)
    {
        int at = 1;
        while (at < field.Length && field[at] >= 0x80)
        {
            at++;
        }

        return field[Math.Min(at + 1, field.Length)..];
    }

    /// <summary>The fields of a message, each with its tag; false where it is broken, or has tags of more than a byte.</summary>
    private static bool TryFields(byte[] message, out List<byte[]> fields)
    {
        fields = [];
        for (int at = 0; at < message.Length;)
        {
            int start = at;
            int wire = message[at] & 7;
            bool wideTag = message[at] >= 0x80;
            at += wideTag ? 2 : 1;
            if (wire is 0 or 2)
            {
                ulong value = 0;
                for (int shift = 0; ; shift += 7)
                {
                    if (at >= message.Length || shift > 63)
                    {
                        return false;
                    }

                    value |= (ulong)(message[at] & 0x7F) << shift;
                    if (message[at++] < 0x80)
                    {
                        break;
                    }
                }

                if (wire == 2 && value > (ulong)(message.Length - at))
                {
                    return false;
                }

                at += wire == 2 ? (int)value : 0;
            }
            else if (wire is 1 or 5)
            {
                at += wire == 1 ? 8 : 4;
            }
            else
            {
                return false;
            }

            if (at > message.Length)
            {
                return false;
            }

            fields.Add(message[start..at]);
        }

        return true;
    }
}
