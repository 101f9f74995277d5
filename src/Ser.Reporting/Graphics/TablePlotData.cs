namespace Ser.Reporting;

/// <summary>What <see cref="TablePlot"/> draws.</summary>
/// <param name="Title">Name of the table.</param>
/// <param name="Classes">Names of the classes, in the order of the key.</param>
/// <param name="Points">The rows.</param>
/// <param name="Shares">Shares of the variance along both axes, 0 … 1.</param>
public sealed record TablePlotData(string Title, IReadOnlyList<string> Classes, IReadOnlyList<TablePoint> Points, IReadOnlyList<double> Shares);

/// <summary>A row of a table as a point.</summary>
/// <param name="First">Along the first component.</param>
/// <param name="Second">Along the second one.</param>
/// <param name="Label">Index of its class; −1 where it has none.</param>
/// <param name="IsSynthetic">Whether it was made by resampling.</param>
public readonly record struct TablePoint(double First, double Second, int Label, bool IsSynthetic);
