namespace Ser.Reporting;

/// <summary>Colours that people with any kind of colour vision tell apart on light and dark pages; beyond eight they come again.</summary>
/// <remarks>After Okabe and Ito 2008, "Color Universal Design"; their yellow and black are changed, as they vanish on one of the pages.</remarks>
internal static class ClassColours
{
    private static readonly Paint[] Colours =
    [
        Paint.Fixed(new(0xd5, 0x5e, 0x00)), Paint.Fixed(new(0x00, 0x9e, 0x73)), Paint.Fixed(new(0xcc, 0x79, 0xa7)), Paint.Fixed(new(0xe6, 0x9f, 0x00)),
        Paint.Fixed(new(0x8a, 0x8f, 0x98)), Paint.Fixed(new(0x1f, 0x78, 0xc4)), Paint.Fixed(new(0x8c, 0x5a, 0x2b)), Paint.Fixed(new(0x56, 0xb4, 0xe9)),
    ];

    /// <summary>The colour of a class by its place among the classes.</summary>
    public static Paint Of(int index) => Colours[index % Colours.Length];
}
