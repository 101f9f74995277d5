using Ser.Core;
using Ser.Training.Tuning;
using Spectre.Console;

namespace Ser.Cli.Terminal;

/// <summary>Shows a search on a terminal: one bar for all of it, the scores above it.</summary>
internal sealed class TuningBars : TuningDisplay
{
    private const int Width = 22;

    private readonly IAnsiConsole console;
    private readonly ProgressTask task;
    private readonly FiguresColumn figures;

    private TuningBars(IAnsiConsole console, ProgressTask task, FiguresColumn figures, HalvingPlan halving, int folds, IReadOnlyList<TrialScore> finished)
        : base(halving, folds, finished)
    {
        this.console = console;
        this.task = task;
        this.figures = figures;
    }

    /// <summary>Does work that is watched by a bar on stderr.</summary>
    public static T Watch<T>(HalvingPlan halving, int folds, IReadOnlyList<TrialScore> finished, Func<TuningDisplay, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var figures = new FiguresColumn();
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), figures)
            .Start(context => work(new TuningBars(console, context.AddTask(Text("search")), figures, halving, folds, finished)));
    }

    protected override void Say(string line) =>
        console.Write(new Padder(new Text(line), new Padding(0)).Expand());   // to the edge: it is written over the bar

    protected override void Work(WorkProgress progress) => Show(progress.Stage, (double)progress.Done / progress.Total);

    protected override void Update()
    {
        figures.Figures = LeftText;
        Show(Trial, Share);
    }

    private void Show(string text, double share)
    {
        task.Description = Text(text);

        // One that is full would be hidden, and there is more to come.
        task.Value = Math.Min(share, 0.999) * task.MaxValue;
    }

    /// <summary>Of one width, so that the bar does not move.</summary>
    private static string Text(string text) => Markup.Escape(text.PadRight(Width));
}
