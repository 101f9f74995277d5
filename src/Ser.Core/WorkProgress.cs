namespace Ser.Core;

/// <summary>How far a long piece of work has come; rooms report it, the program decides how it looks.</summary>
/// <param name="Stage">What is being done, such as "reading clips".</param>
/// <param name="Done">Items that are finished, 0 to Total.</param>
/// <param name="Total">Items in all.</param>
public readonly record struct WorkProgress(string Stage, int Done, int Total);
