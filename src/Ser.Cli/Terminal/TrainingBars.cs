using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;
using Spectre.Console;

namespace Ser.Cli.Terminal;

/// <summary>Shows a training run on a terminal: one bar for what is being done, gone when it is done; remarks above it stay.</summary>
internal sealed class TrainingBars : ITrainingObserver
{
    private readonly IAnsiConsole console;
    private readonly ProgressContext context;
    private readonly FiguresColumn figures;
    private readonly Dictionary<string, ProgressTask> stages = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private ProgressTask? training;
    private EpochReport? last;
    private double best = double.NegativeInfinity;

    private TrainingBars(IAnsiConsole console, ProgressContext context, FiguresColumn figures)
    {
        this.console = console;
        this.context = context;
        this.figures = figures;
    }

    /// <summary>Does work that is watched by bars on stderr.</summary>
    public static T Watch<T>(Func<ITrainingObserver, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var figures = new FiguresColumn();
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), figures)
            .Start(context => work(new TrainingBars(console, context, figures)));
    }

    /// <inheritdoc />
    public void OnWork(WorkProgress progress)
    {
        lock (gate)
        {
            if (!stages.TryGetValue(progress.Stage, out var task))
            {
                stages[progress.Stage] = task = context.AddTask(Markup.Escape(progress.Stage), maxValue: progress.Total);
            }

            task.Value = Math.Max(task.Value, progress.Done);
        }
    }

    /// <inheritdoc />
    public void OnRemark(string remark) =>
        console.Write(new Padder(new Text(remark), new Padding(0)).Expand());   // to the edge: it is written over the bar

    /// <inheritdoc />
    public void OnStart(TrainingSize size)
    {
        if (training is null)
        {
            OnRemark(TrainingLines.Describe(size));
            training = context.AddTask("training", maxValue: size.Updates);
        }
    }

    /// <inheritdoc />
    public void OnUpdate(UpdateReport report)
    {
        string told = last is null ? "" : last.ValidationUar is null ? $", loss {last.TrainLoss:0.000}" : $", best UAR {best:0.000}";
        string epoch = report.Epoch.ToString().PadLeft(report.Epochs.ToString().Length);
        training!.Description = (report.Members > 1 ? $"member {report.Member}/{report.Members}, " : "") + $"epoch {epoch}/{report.Epochs}";
        training.Value = report.Update;
        figures.Figures = $"{report.ClipsPerSecond,4:0} clips/s, {TimeLeft.Text(report.Left)}{told}";
    }

    /// <inheritdoc />
    public void OnEpoch(EpochReport report)
    {
        last = report;
        best = Math.Max(best, report.ValidationUar ?? best);
    }
}
