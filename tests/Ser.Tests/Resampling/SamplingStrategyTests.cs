using Ser.Core;
using Ser.Resampling;

namespace Ser.Tests.Resampling;

public sealed class SamplingStrategyTests
{
    private static readonly string[] Classes = ["a", "b", "c", "empty"];
    private static readonly int[] Present = [60, 24, 12, 0];

    [Theory]
    [InlineData("auto", "- 60 60 -")]
    [InlineData("not majority", "- 60 60 -")]
    [InlineData("not-majority", "- 60 60 -")]
    [InlineData("minority", "- - 60 -")]
    [InlineData("not minority", "60 60 - -")]
    [InlineData("all", "60 60 60 -")]
    [InlineData("c=30, b=24", "- 24 30 -")]
    [InlineData("a=100", "100 - - -")]
    public void Where_rows_are_made(string text, string targets) =>
        Assert.Equal(targets, Text(SamplingStrategy.Parse(text).OverSamplingTargets(Present, Classes)));

    [Theory]
    [InlineData("auto", "12 12 - -")]
    [InlineData("majority", "12 - - -")]
    [InlineData("not minority", "12 12 - -")]
    [InlineData("not majority", "- 12 12 -")]
    [InlineData("all", "12 12 12 -")]
    [InlineData("a=20", "20 - - -")]
    public void Where_rows_are_taken_away(string text, string targets) =>
        Assert.Equal(targets, Text(SamplingStrategy.Parse(text).UnderSamplingTargets(Present, Classes)));

    [Fact]
    public void Of_classes_of_one_size_the_first_is_the_largest()
    {
        Assert.Equal("- 9 9", Text(SamplingStrategy.Auto.OverSamplingTargets([9, 9, 4], ["a", "b", "c"])));
        Assert.Equal("4 - 4", Text(SamplingStrategy.Auto.UnderSamplingTargets([9, 4, 4], ["a", "b", "c"])));
    }

    [Theory]
    [InlineData("most")]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a=many")]
    [InlineData("a=-3")]
    [InlineData("a=3,a=4")]
    public void What_is_no_strategy_is_refused(string text) => Assert.Throws<UserError>(() => SamplingStrategy.Parse(text));

    [Fact]
    public void What_does_not_suit_is_refused()
    {
        Assert.Throws<UserError>(() => SamplingStrategy.Parse("majority").OverSamplingTargets(Present, Classes));
        Assert.Throws<UserError>(() => SamplingStrategy.Parse("minority").UnderSamplingTargets(Present, Classes));
        Assert.Throws<UserError>(() => SamplingStrategy.Parse("a=5").CleanedClasses(Present, Classes));
        Assert.Contains("the classes are a, b, c", Assert.Throws<UserError>(() => SamplingStrategy.Parse("joy=5").OverSamplingTargets(Present, Classes)).Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => SamplingStrategy.Parse("empty=5").OverSamplingTargets(Present, Classes));
    }

    [Fact]
    public void Too_few_or_too_many_rows_leave_a_class_as_it_is_and_are_told()
    {
        var input = new LabelledRows<double>(new RowMatrix<double>([.. Enumerable.Range(0, 30).Select(i => (double)i)], 1), [.. Enumerable.Range(0, 30).Select(i => i < 20 ? 0 : 1)], ["a", "b"]);
        foreach (var (method, strategy) in new[] { (ResamplingMethod.Smote, "a=10,b=20"), (ResamplingMethod.Undersample, "a=50,b=5") })
        {
            var options = new ResamplingOptions { Method = method, Strategy = SamplingStrategy.Parse(strategy) };
            var report = Resampler.Run(input, options, 1, cancel: TestContext.Current.CancellationToken).Report;
            Assert.Equal(20, report.Classes[0].After);
            Assert.Equal("a", Assert.Single(report.Remarks).Label);
            Assert.Throws<UserError>(() => Resampler.Run(input, options with { Strict = true }, 1, cancel: TestContext.Current.CancellationToken));
        }
    }

    private static string Text(int?[] targets) => string.Join(' ', targets.Select(target => target?.ToString() ?? "-"));
}
