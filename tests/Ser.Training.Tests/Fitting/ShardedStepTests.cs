using Ser.Training;
using Ser.Training.Fitting;
using Ser.Training.Network;
using static TorchSharp.torch;

namespace Ser.Tests.Training.Fitting;

public sealed class ShardedStepTests
{
    [Fact]
    public void Features_and_targets_are_mixed_with_the_same_partner_in_the_same_share()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();

        // Every value of clip i is i, and its target says class i.
        const int clips = 6;
        var index = arange(clips, ScalarType.Float32);
        var input = new NetworkInput(
            [index.view(clips, 1, 1, 1).expand(clips, 1, 2, 4), index.view(clips, 1, 1).expand(clips, 3, 4)], ones(clips, 4));
        var (mixed, targets) = ShardedStep.Mix(input, eye(clips), 0.75f);

        var expected = (targets * index.unsqueeze(0)).sum(1);   // the value that the targets speak of
        Assert.Equal(expected.data<float>(), mixed.Branches[0].mean([1, 2, 3]).data<float>(), Near);
        Assert.Equal(expected.data<float>(), mixed.Branches[1].mean([1, 2]).data<float>(), Near);
        Assert.Equal([0.75f, 0, 0, 0, 0, 0.25f], targets[0].data<float>());
    }

    [Fact]
    public void A_mixture_is_valid_wherever_one_of_its_clips_is()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        var valid = tensor(new float[] { 1, 1, 0, 0, 1, 0, 0, 0 }, 2, 4);
        var (mixed, _) = ShardedStep.Mix(new NetworkInput([zeros(2, 1, 2, 4), zeros(2, 3, 4)], valid), eye(2), 0.5f);
        Assert.Equal([1f, 1, 0, 0, 1, 1, 0, 0], mixed.Valid.data<float>());
    }

    [Fact]
    public void A_share_of_one_changes_nothing()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        var input = new NetworkInput([rand(2, 1, 2, 4), rand(2, 3, 4)], ones(2, 4));
        var (mixed, targets) = ShardedStep.Mix(input, eye(2), 1);
        Assert.Equal(input, mixed);
        Assert.Equal([1f, 0, 0, 1], targets.data<float>());
    }

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-6f;
}
