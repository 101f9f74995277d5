using System.Diagnostics;
using System.Globalization;
using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference.Onnx;

/// <summary>Model files damaged at random: a model that answers, or a user error; never a crash, never more memory than the file is worth.</summary>
/// <remarks>
/// The suite makes 10 000 of them. SER_FUZZ_MUTATIONS=200000 in the environment asks for more, SER_FUZZ_FIRST says with which to begin;
/// what came of them, and how long it took, is in the test's output.
/// </remarks>
public sealed class ModelFuzzTests
{
    private static readonly float[] Clip = [.. Enumerable.Range(0, 700).Select(i => MathF.Sin(i * i * 1e-3f))];

    [Fact]
    public void Damaged_models_answer_or_give_a_user_error_within_bounded_memory()
    {
        int mutations = Asked("SER_FUZZ_MUTATIONS", 10_000), first = Asked("SER_FUZZ_FIRST", 0);
        byte[][] seeds = [SmallModel.Bytes(), SmallModel.Bytes(folded: true), TinyModel.Bytes()];
        int answered = 0, refused = 0, byRuntime = 0;
        long largest = 0;
        var clock = Stopwatch.StartNew();
        for (int n = first; n < first + mutations; n++)
        {
            byte[] file = ModelMutator.Mutate(seeds, new KeyedRandom(16, "model", "fuzz", n));
            string name = $"mutation {n}";
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var model = EmotionModel.Load(file, name);
                var prediction = model.Predict(Clip, model.Card.SampleRate);
                Assert.True(prediction.Probabilities.All(float.IsFinite), name);
                Assert.True(model.Labels.Count == prediction.Probabilities.Length && model.Card.Corpus.TrainSpeakers.Count >= 0 && model.Card.Training.Epochs >= int.MinValue, name);
                answered++;
            }
            catch (UserError error)
            {
                Assert.True(error.Message.StartsWith(name, StringComparison.Ordinal) && !error.Message.Contains('\n', StringComparison.Ordinal), error.Message);
                Assert.True(error.Message.Length < 1000, error.Message);
                byRuntime += error.Message.Contains("ONNX Runtime", StringComparison.Ordinal) ? 1 : 0;
                refused++;
            }
            catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"{name}: {error}");
            }

            // The card becomes text and objects; tables of the check, the session's handles and messages are constant.
            long spent = GC.GetAllocatedBytesForCurrentThread() - before;
            largest = Math.Max(largest, spent);
            Assert.True(spent <= (40L * file.Length) + 400_000, $"{name}: {spent} bytes for a file of {file.Length}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{mutations} mutations from {first}: {answered} answered, {refused} refused, {byRuntime} of them by ONNX Runtime, in {clock.Elapsed.TotalSeconds:0.0} s; " +
            $"at most {largest} bytes for one, {Environment.WorkingSet >> 20} MB of memory at the end");
        Assert.True(answered > mutations / 20 && refused > mutations / 3, $"{answered} answered, {refused} refused");
    }

    private static int Asked(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : otherwise;
}
