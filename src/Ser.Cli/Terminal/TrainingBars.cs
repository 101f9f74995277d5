using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;
using Spectre.Console;

namespace Ser.Cli.Terminal;

/// <summary>Shows a training run as bars on a terminal: one per stage of reading, one for the training itself.</summary>
internal sealed class TrainingBars : ITrainingObserver
{
    private readonly IAnsiConsole console;
    private readonly ProgressContext context;
    private readonly Dictionary<string, ProgressTask> stages = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private ProgressTask? training;
    private EpochReport? best;

    private TrainingBars(IAnsiConsole console, ProgressContext context)
    {
        this.console = console;
        this.context = context;
    }

    /// <summary>Does work that is watched by bars on stderr.</summary>
    public static T Watch<T>(Func<ITrainingObserver, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => work(new TrainingBars(console, context)));
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
    public void OnRemark(string remark) => console.WriteLine(remark);

    /// <inheritdoc />
    public void OnStart(TrainingSize size)
    {
        console.WriteLine(TrainingLines.Describe(size));
        training = context.AddTask("training", maxValue: size.Updates);
    }

    /// <inheritdoc />
    public void OnUpdate(UpdateReport report)
    {
        string uar = best is null ? "" : $", best UAR {best.ValidationUar:0.000}";
        training!.Description = $"epoch {report.Epoch}/{report.Epochs}, {report.ClipsPerSecond:0} clips/s, {report.Left:m\\:ss} left{uar}";
        training.Value = report.Update;
    }

    /// <inheritdoc />
    public void OnEpoch(EpochReport report)
    {
        if (best is null || report.ValidationUar > best.ValidationUar)
        {
            best = report;
        }
    }
}
