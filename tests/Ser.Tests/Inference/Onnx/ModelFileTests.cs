using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference.Onnx;

public sealed class ModelFileTests
{
    public static TheoryData<string, string> Faults() => new()
    {
        { "no operator of ours", "operator 'Loop'" },
        { "another domain", "domain 'com.microsoft'" },
        { "a subgraph", "'body' of a kind" },
        { "an attribute of nobody", "'strength'" },
        { "an attribute of another type", "'axis' of type 7" },
        { "too long a list", "numbers in 'axes'" },
        { "a stride of 0", "strides" },
        { "a giant pad", "beyond the limits" },
        { "a pad below 0", "below 0" },
        { "a pad that is computed", "no constant list" },
        { "auto_pad", "auto_pad 'SAME_UPPER'" },
        { "whole numbers divided", "wrong type" },
        { "a value from nowhere", "takes 'nowhere', which nothing before it makes" },
        { "a value from later", "takes 'later', which nothing before it makes" },
        { "a name twice", "taken" },
        { "an external constant", "another file" },
        { "a short constant", "is to hold 4 numbers and has 8 bytes" },
        { "a giant constant", "numbers and has 8 bytes" },
        { "a constant below 0", "size of -5" },
        { "a constant of doubles", "type 11" },
        { "typed numbers", "raw_data" },
        { "NaN", "NaN" },
        { "a sparse constant", "sparse" },
        { "samples times samples", "more memory than is allowed" },
        { "a giant constant result", "more memory than is allowed" },
        { "much work", "more work than is allowed" },
        { "an empty result", "longer than what it slides over" },
        { "sizes that do not fit", "do not fit" },
        { "another width", "declared as [clips, 2]" },
        { "an output of nobody", "made by no node" },
        { "a size with a false name", "as many clips as samples" },
        { "a name on two lines", "'two?lines'" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_graph_that_no_training_run_wrote_is_named_with_its_fault(string kind, string fault)
    {
        var graph = new GraphBuilder();
        graph.Port(11, "samples", "clips", kind == "a size with a false name" ? "clips" : "n");
        string signal = graph.Node("signal", "Unsqueeze", ["samples", graph.Integers("one", 1)]);   // 1 × 1 × n
        Spoil(graph, kind, signal);
        Finish(graph, width: kind == "another width" ? 2 : 1, from: signal);

        var error = Assert.Throws<UserError>(() => ModelFile.Read(graph.File(TinyModel.Card), "odd.onnx"));
        Assert.StartsWith("odd.onnx: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Labels_and_probabilities_have_to_be_as_many()
    {
        var graph = new GraphBuilder();
        graph.Port(11, "samples", "clips", "n");
        Finish(graph, width: 1, from: graph.Node("signal", "Unsqueeze", ["samples", graph.Integers("one", 1)]));
        var error = Assert.Throws<UserError>(() => ModelFile.Read(graph.File(TinyModel.Card), "odd.onnx"));
        Assert.Contains("1 probabilities for 2 labels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_with_two_sample_rates_contradicts_itself()
    {
        string card = SmallModel.Card.Replace("\"sampleRate\":16000,\"fft", "\"sampleRate\":8000,\"fft", StringComparison.Ordinal);
        var error = Assert.Throws<UserError>(() => ModelFile.Read(SmallModel.Bytes(card), "odd.onnx"));
        Assert.Contains("two sample rates", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(18, 8, "opset 18 is newer")]
    [InlineData(9, 8, "opset 9 is older")]
    [InlineData(17, 99, "IR version 99 is newer")]
    [InlineData(17, 1, "IR version 1 is older")]
    public void Versions_outside_the_range_say_so(long opset, long ir, string fault)
    {
        var error = Assert.Throws<UserError>(() => ModelFile.Read(new GraphBuilder().File(TinyModel.Card, opset, ir), "odd.onnx"));
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_beside_the_graph_is_refused_where_it_could_be_executed()
    {
        byte[] function = Proto.Field(25, Proto.Text(1, "f")), training = Proto.Field(20, Proto.Text(1, "t")), graph = Proto.Field(7), custom = Proto.Field(8, Proto.Text(1, "custom"));
        Assert.All([function, training, graph, custom, Proto.Field(14, Proto.Text(1, "ser"), Proto.Text(2, "{}"))], more =>
            Assert.Throws<UserError>(() => ModelFile.Read([.. SmallModel.Bytes(), .. more], "odd.onnx")));
        _ = ModelFile.Read([.. SmallModel.Bytes(), .. Proto.Field(99, Proto.Text(1, "of a later version")), .. Proto.Field(14, Proto.Text(1, "other"), Proto.Text(2, "key"))], "more.onnx");
    }

    [Fact]
    public void A_file_that_ONNX_Runtime_would_take_for_its_own_format_is_refused_although_it_is_ONNX()
    {
        // An unknown field of six bytes puts the four letters where the other format has its mark.
        byte[] polyglot = [.. Proto.Field(99, "xORTM!"u8.ToArray()), .. SmallModel.Bytes()];
        Assert.Equal("ORTM"u8.ToArray(), polyglot[4..8]);
        var error = Assert.Throws<UserError>(() => ModelFile.Read(polyglot, "model.ort"));
        Assert.Contains(".ort", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused_before_it_is_read()
    {
        string file = Path.GetTempFileName();
        try
        {
            using (var sparse = File.OpenWrite(file))
            {
                sparse.SetLength((256L << 20) + 1);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            var error = Assert.Throws<UserError>(() => ModelFile.Read(file));
            Assert.Contains("larger than the 256 MB", error.Message, StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_is_read_is_described()
    {
        byte[] bytes = SmallModel.Bytes();
        var model = ModelFile.Read(bytes, "small.onnx");
        Assert.Equal(bytes.Length, model.Bytes);
        Assert.Equal((8, 17, true), (model.IrVersion, model.Opset, model.TakesSamples));
        Assert.Equal(new ModelPort("samples", "[clips, n]"), Assert.Single(model.Inputs));
        Assert.Equal(["[clips, 3]", "[clips, 3]", "[clips, 12]"], model.Outputs.Select(port => port.Shape));
        Assert.Contains(("Conv", 7), model.Operators);
        Assert.Equal(model.Nodes, model.Operators.Sum(used => used.Nodes));
    }

    [Fact]
    public void A_network_that_takes_features_is_read_and_is_no_model_for_sounds()
    {
        var graph = new GraphBuilder();
        graph.Port(11, "log_mel", "clips", 2, "frames");
        graph.Port(11, "rms", "clips", "frames");
        string level = graph.Node("level", "Unsqueeze", ["rms", graph.Integers("one", 1)]);
        string rows = graph.Node("rows", "Mul", ["log_mel", level]);
        graph.Node("probabilities", "Softmax", [graph.Node("logits", "ReduceSum", [rows, graph.Integers("two", 2)], GraphBuilder.Attribute("keepdims", 0))]);
        graph.Port(12, "probabilities", "clips", 2);
        byte[] bytes = graph.File(TinyModel.Card);

        var network = ModelFile.Read(bytes, "network.onnx");
        Assert.Equal((false, true), (network.TakesSamples, network.TakesFeatures));
        Assert.Equal(["log_mel [clips, 2, frames]", "rms [clips, frames]"], network.Inputs.Select(port => $"{port.Name} {port.Shape}"));
        var error = Assert.Throws<UserError>(() => EmotionModel.Load(bytes, "network.onnx"));
        Assert.Contains("takes features and not sound", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_model_answers_at_every_length()
    {
        foreach (bool folded in (bool[])[false, true])
        {
            using var model = EmotionModel.Load(SmallModel.Bytes(folded: folded), "small.onnx");
            foreach (int length in (int[])[1, 2, 7, 8, 9, 100, 4001])
            {
                float[] samples = [.. Enumerable.Range(0, length).Select(i => MathF.Sin(i))];
                Assert.Equal(1, model.Predict(samples, 16_000).Probabilities.Sum(), 1e-5);
            }
        }
    }

    [Fact]
    public void Checking_a_file_allocates_next_to_nothing()
    {
        byte[] bytes = SmallModel.Bytes();
        Assert.InRange(Allocations.Least(() => ModelFile.Read(bytes, "small.onnx")), 0, 150_000);   // tables for 256 values, the card
    }

    /// <summary>Three nodes that make an output of 1 × width.</summary>
    private static void Finish(GraphBuilder graph, int width, string from)
    {
        graph.Node("largest", "ReduceMax", [from], GraphBuilder.Attribute("axes", [2]), GraphBuilder.Attribute("keepdims", 0));   // 1 × 1
        graph.Node("probabilities", "Sigmoid", ["largest"]);
        graph.Port(12, "probabilities", "clips", width);
    }

    private static void Spoil(GraphBuilder graph, string kind, string signal)
    {
        byte[] strides = GraphBuilder.Attribute("strides", [0]), kernel = GraphBuilder.Attribute("kernel_shape", [2]);
        switch (kind)
        {
            case "no operator of ours": graph.Node("x", "Loop", [signal]); break;
            case "another domain": graph.Node("x", "Abs", [signal], Proto.Text(7, "com.microsoft")); break;
            case "a subgraph": graph.Node("x", "Abs", [signal], Proto.Field(5, Proto.Text(1, "body"), Proto.Field(6), Proto.Number(20, 5))); break;
            case "an attribute of nobody": graph.Node("x", "Abs", [signal], GraphBuilder.Attribute("strength", 1)); break;
            case "an attribute of another type": graph.Node("x", "Softmax", [signal], GraphBuilder.Attribute("axis", [1])); break;
            case "too long a list": graph.Node("x", "ReduceMax", [signal], GraphBuilder.Attribute("axes", new long[100])); break;
            case "a stride of 0": graph.Node("x", "MaxPool", [signal], kernel, strides); break;
            case "a giant pad": graph.Node("x", "Pad", [signal, graph.Integers("pads", 0, 0, 1L << 40, 0, 0, 0)]); break;
            case "a pad below 0": graph.Node("x", "Pad", [signal, graph.Integers("pads", 0, 0, -1, 0, 0, 0)]); break;
            case "a pad that is computed": graph.Node("x", "Pad", [signal, signal]); break;
            case "auto_pad": graph.Node("x", "MaxPool", [signal], kernel, GraphBuilder.Attribute("auto_pad", "SAME_UPPER")); break;
            case "whole numbers divided": graph.Node("x", "Div", ["one", graph.Integers("zero", 0)]); break;   // stops the process in ONNX Runtime
            case "a value from nowhere": graph.Node("x", "Abs", ["nowhere"]); break;
            case "a value from later":
                graph.Node("x", "Abs", ["later"]);
                graph.Node("later", "Abs", [signal]);
                break;
            case "a name twice": graph.Node(signal, "Abs", ["samples"]); break;
            case "an external constant":
                graph.Add(Proto.Field(5, Proto.Number(1, 1), Proto.Number(2, 1), Proto.Text(8, "c"), Proto.Field(13, Proto.Text(1, "location"), Proto.Text(2, "/etc/passwd")), Proto.Number(14, 1)));
                break;
            case "a short constant": graph.Constant("c", 1, new byte[8], 2, 2); break;
            case "a giant constant": graph.Constant("c", 1, new byte[8], int.MaxValue, int.MaxValue, int.MaxValue); break;
            case "a constant below 0": graph.Constant("c", 1, new byte[8], -5); break;
            case "a constant of doubles": graph.Constant("c", 11, new byte[8], 1); break;
            case "typed numbers": graph.Add(Proto.Field(5, Proto.Number(1, 1), Proto.Number(2, 1), Proto.Text(8, "c"), Proto.Single(4, 1))); break;
            case "NaN": graph.Floats("c", [.. new float[8], float.NaN], 9); break;
            case "a sparse constant": graph.Add(Proto.Field(15)); break;
            case "samples times samples":
                graph.Node("x", "Add", [signal, graph.Node("turned", "Transpose", [signal], GraphBuilder.Attribute("perm", [0, 2, 1]))]);
                break;
            case "a giant constant result":
                graph.Node("x", "Pad", [graph.Floats("c", [1], 1, 1), graph.Integers("pads", 1 << 20, 1 << 20, 0, 0)]);   // computed when the file is opened
                break;
            case "much work":
                graph.Node("x", "AveragePool", [graph.Node("wide", "Pad", [signal, graph.Integers("pads", 0, 0, 0, 0, 0, 1 << 20)])], GraphBuilder.Attribute("kernel_shape", [1 << 19]));
                break;
            case "an empty result": graph.Node("x", "MaxPool", [signal], kernel); break;
            case "sizes that do not fit": graph.Node("x", "Add", [signal, graph.Floats("c", [1, 2, 3], 3)]); break;
            case "an output of nobody": graph.Port(12, "nobody", "clips", 2); break;
            case "a name on two lines": graph.Node("x", "two\nlines", [signal]); break;
        }
    }
}
