using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using Ser.Inference.Runtime;

namespace Ser.Tests.Inference.Runtime;

public sealed class OrtFunctionTests
{
    public static TheoryData<string> Names() => [.. Enum.GetNames<OrtFunction>()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_stands_where_the_package_of_ONNX_Runtime_has_it(string name)
    {
        // The package's own classes hold the table as a structure, field by field.
        var table = typeof(InferenceSession).Assembly.GetType("Microsoft.ML.OnnxRuntime.OrtApi", throwOnError: true)!;
        string[] fields = [.. table.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken).Select(field => field.Name)];
        Assert.Equal(name, fields[(int)Enum.Parse<OrtFunction>(name)]);
    }
}
