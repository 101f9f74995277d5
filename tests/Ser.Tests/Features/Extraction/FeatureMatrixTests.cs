using Ser.Features;

namespace Ser.Tests.Features.Extraction;

public sealed class FeatureMatrixTests
{
    private readonly FeatureMatrix matrix = new(["zcr", "rms"], 3, 0.016, [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void A_column_is_found_by_place_and_by_name()
    {
        Assert.Equal([4f, 5f, 6f], matrix.Column(1).ToArray());
        Assert.Equal([1f, 2f, 3f], matrix.Column("zcr").ToArray());
        Assert.Equal(1, matrix.IndexOf("rms"));
        Assert.Equal(-1, matrix.IndexOf("RMS"));
    }

    [Fact]
    public void A_frame_lies_where_its_middle_is()
    {
        Assert.Equal(0, matrix.TimeOf(0));
        Assert.Equal(0.032, matrix.TimeOf(2), 1e-15);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Assert.Throws<ArgumentException>("name", () => matrix.Column("f0").Length);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => matrix.Column(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => matrix.Column(-1).Length);
        Assert.Throws<ArgumentException>("values", () => new FeatureMatrix(["a"], 3, 0.016, [1, 2]));
    }
}
