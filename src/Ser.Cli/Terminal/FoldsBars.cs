using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;
using Spectre.Console;

namespace Ser.Cli.Terminal;

/// <summary>Shows a cross-validation on a terminal: a bar for all folds, one for each that is running; verdicts stay above them.</summary>
internal sealed class FoldsBars : FoldsDisplay
{
    private const int Width = 34;

    private readonly IAnsiConsole console;
    private readonly ProgressContext context;
    private readonly ProgressTask all;
    private readonly Dictionary<int, ProgressTask> running = [];

    private FoldsBars(IAnsiConsole console, ProgressContext context, int folds) : base(folds)
    {
        this.console = console;
        this.context = context;
        all = context.AddTask(Text("folds"), maxValue: folds);
    }

    /// <summary>Does work that is watched by bars on stderr.</summary>
    /// <param name="folds">Folds that are to be trained.</param>
    /// <param name="work">The work.</param>
    public static void Watch(int folds, Action<FoldsDisplay> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => work(new FoldsBars(console, context, folds)));
    }

    protected override void Say(string line) =>
        console.Write(new Padder(new Text(line), new Padding(0)).Expand());   // to the edge: it is written over the bars

    protected override void Work(int fold, WorkProgress progress) => Show(fold, $"fold {fold}: {progress.Stage}", progress.Done, progress.Total);

    protected override void Start(int fold, TrainingSize size) =>
        Show(fold, $"fold {fold}", (double)size.Updates * (size.Member - 1) / size.Members, size.Updates);

    protected override void Update(int fold, UpdateReport report)
    {
        Show(fold, $"fold {fold}: {(report.Members > 1 ? $"member {report.Member}/{report.Members}, " : "")}epoch {report.Epoch}/{report.Epochs}", report.Update, report.Updates);
        all.Value = Clock.Done;
        all.Description = Text($"folds {Finished}/{Folds}, {LeftText}");
    }

    protected override void Epoch(int fold, EpochReport report)
    {
    }

    protected override void End(int fold, string verdict)
    {
        if (running.Remove(fold, out var task))
        {
            task.Value = task.MaxValue;
            task.StopTask();
        }

        all.Value = Clock.Done;
        Say($"fold {fold}: {verdict}");
    }

    private void Show(int fold, string text, double done, double total)
    {
        if (!running.TryGetValue(fold, out var task))
        {
            running[fold] = task = context.AddTask(Text(text), maxValue: total);
        }

        task.Description = Text(text);
        task.MaxValue = total;

        // One that is full would be hidden, and there is more to come.
        task.Value = Math.Min(done, total * 0.999);
    }

    /// <summary>Of one width, so that the bars do not move.</summary>
    private static string Text(string text) => Markup.Escape(text.PadRight(Width));
}
