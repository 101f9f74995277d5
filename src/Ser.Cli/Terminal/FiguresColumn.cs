using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ser.Cli.Terminal;

/// <summary>Figures behind a bar, where they do not push it about.</summary>
internal sealed class FiguresColumn : ProgressColumn
{
    private volatile string figures = "";

    /// <summary>What stands there.</summary>
    public string Figures
    {
        set => figures = value;
    }

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(figures);
}
