using Ser.Inference.Runtime;

namespace Ser.Tests.Inference.Runtime;

public sealed class OrtSessionTests
{
    [Fact]
    public void It_tells_its_input_and_outputs_by_name()
    {
        using var session = new OrtSession(TinyModel.Bytes());
        Assert.True(session.HasInput("samples"));
        Assert.False(session.HasInput("probabilities"));
        Assert.True(session.HasOutput("probabilities"));
        Assert.False(session.HasOutput("prob"));
    }

    [Fact]
    public void It_says_how_many_values_there_are_and_gives_those_for_which_there_is_room()
    {
        using var session = new OrtSession(TinyModel.Bytes());
        float[] one = [-1], three = [-1, -1, -1];
        Assert.Equal(2, session.Run("samples\0"u8, [0f], "probabilities\0"u8, one));
        Assert.Equal(2, session.Run("samples\0"u8, [0f], "probabilities\0"u8, three));
        Assert.Equal([0.5f], one);
        Assert.Equal([0.5f, 0.5f, -1], three);
    }

    [Fact]
    public void What_ONNX_Runtime_refuses_is_a_fault_of_one_line()
    {
        using var session = new OrtSession(TinyModel.Bytes());
        var run = Assert.Throws<OrtFault>(() => session.Run("nothing\0"u8, [0f], "probabilities\0"u8, new float[2]));
        var made = Assert.Throws<OrtFault>(() => new OrtSession("no model"u8));
        Assert.All([run, made], fault => Assert.DoesNotContain('\n', fault.Message));
        Assert.All([run, made], fault => Assert.NotEmpty(fault.Message));
    }

    [Fact]
    public void A_closed_session_is_not_run()
    {
        var session = new OrtSession(TinyModel.Bytes());
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run("samples\0"u8, [0f], "probabilities\0"u8, new float[2]));
    }

    [Fact]
    public void A_run_leaves_nothing_to_the_collector()
    {
        using var session = new OrtSession(TinyModel.Bytes());
        float[] samples = new float[1000], values = new float[2];
        Assert.Equal(0, Allocations.Least(() => session.Run("samples\0"u8, samples, "probabilities\0"u8, values)));
    }
}
