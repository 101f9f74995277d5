using System.Reflection;

namespace Ser.Training;

/// <summary>The version that is written into files.</summary>
internal static class ProductVersion
{
    /// <summary>Three numbers, such as 0.1.0.</summary>
    public static string Number { get; } = typeof(ProductVersion).Assembly.GetName().Version!.ToString(3);
}
