using System.Globalization;

namespace Ser.Reporting.Pages.Figures;

/// <summary>The mel spectrogram of a clip.</summary>
/// <param name="id">Its own: there are several on a page.</param>
/// <param name="clip">The clip; it has frames.</param>
internal sealed class MelFigure(string id, ClipPlotData clip) : Figure
{
    private const double Left = 30, Rim = 4, Top = 6, Panel = 108, Foot = 22;

    public override string Id => id;

    public override string Title => $"Mel spectrogram of {clip.Title}";

    public override string Description =>
        string.Create(CultureInfo.InvariantCulture, $"Mel spectrogram of {Seconds:0.00} s: frequency from below to above, time from left to right, brighter is louder.");

    private double Seconds => (double)clip.Samples.Length / clip.SampleRate;

    public override (double Width, double Height) Size(double room) => (room, Top + Panel + Foot);

    public override void Draw(ICanvas canvas)
    {
        int bands = clip.MelCentresHz.Count, frames = clip.MelDb.Length / bands;
        var panel = new Box(Left, Top, canvas.Width - Left - Rim, Panel);
        var time = new Axis(0, Seconds, panel.Left, panel.Right);
        var (low, high) = AxisRange.OfLevels(clip.MelDb.Span);
        int framesPerPixel = ((frames - 1) / (int)panel.Width) + 1;
        var image = HeatMap.Paint(clip.MelDb.Span, bands, framesPerPixel, 1, low, high);
        canvas.BeginClip(panel);
        canvas.Image(new Box(time.At(-clip.HopSeconds / 2), panel.Top, time.At(clip.HopSeconds * framesPerPixel * image.Width) - time.At(0), panel.Height), image);
        canvas.EndClip();
        var frequency = new BandAxis(clip.MelCentresHz, panel.Bottom, panel.Top);
        foreach (double hz in (double[])[500, 2000, 8000])
        {
            double at = frequency.At(hz);
            if (at >= panel.Top && at <= panel.Bottom)
            {
                canvas.Text(new Spot(Left - 5, at + LabelDrop), hz < 1000 ? Ticks.Signed(hz, "0") : $"{hz / 1000:0}k", Label with { Size = SmallSize, Anchor = TextAnchor.End });
            }
        }

        foreach (var tick in Ticks.Nice(0, Seconds, 4))
        {
            var anchor = tick.Value == 0 ? TextAnchor.Start : time.At(tick.Value) > panel.Right - 12 ? TextAnchor.End : TextAnchor.Middle;
            canvas.Text(new Spot(time.At(tick.Value), panel.Bottom + 15), tick.Value == 0 ? "0 s" : tick.Label, Label with { Size = SmallSize, Anchor = anchor });
        }
    }
}
