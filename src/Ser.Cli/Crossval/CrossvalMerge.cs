using Ser.Core;

namespace Ser.Cli.Crossval;

/// <summary>Joins the folds of one cross-validation that were trained in several folders.</summary>
internal static class CrossvalMerge
{
    /// <summary>Copies plan and folds into one folder, after a check that they belong together and that there is each fold once.</summary>
    /// <param name="parts">Folders with one or more finished folds.</param>
    /// <param name="target">Where they are copied to; may be one of the parts.</param>
    /// <returns>The plan of all of them.</returns>
    /// <exception cref="UserError">The parts do not belong together, a fold is missing or there twice, or a file cannot be copied.</exception>
    public static CrossvalPlan Run(IReadOnlyList<CrossvalFolder> parts, CrossvalFolder target)
    {
        var plan = CrossvalPlan.Read(parts[0].PlanFile);
        foreach (var part in parts)
        {
            if (CrossvalPlan.Read(part.PlanFile).DifferenceTo(plan) is { } difference)
            {
                throw new UserError($"{part.Location}: does not belong to {parts[0].Location}: {difference}; give the folds of one cross-validation");
            }
        }

        var sources = Sources(parts, plan);
        foreach (var (fold, source) in sources)
        {
            source.Require(plan, fold);
        }

        AtomicFile.PrepareFolder(target.Location);
        if (sources.Any(pair => pair.Value.Location != target.Location) && File.Exists(target.PlanFile)
            && CrossvalPlan.Read(target.PlanFile).DifferenceTo(plan) is { } other)
        {
            throw new UserError($"{target.Location}: holds another cross-validation: {other}; choose another --output");
        }

        Copy(parts[0].PlanFile, target.PlanFile);
        Copy(parts[0].FoldsFile, target.FoldsFile);
        if (File.Exists(parts[0].Recipe))
        {
            Copy(parts[0].Recipe, target.Recipe);   // folds of an older version have none
        }

        foreach (var (fold, source) in sources)
        {
            CopyFold(source.Fold(fold), target.Fold(fold));
        }

        return plan;
    }

    private static SortedDictionary<int, CrossvalFolder> Sources(IReadOnlyList<CrossvalFolder> parts, CrossvalPlan plan)
    {
        var sources = new SortedDictionary<int, CrossvalFolder>();
        foreach (var part in parts)
        {
            foreach (int fold in plan.Folds.Select(fold => fold.Fold).Where(fold => part.Fold(fold).IsComplete))
            {
                if (!sources.TryAdd(fold, part))
                {
                    throw new UserError($"{part.Location}: holds fold {fold}, as does {sources[fold].Location}; give each fold once");
                }
            }
        }

        int[] missing = [.. plan.Folds.Select(fold => fold.Fold).Where(fold => !sources.ContainsKey(fold))];
        return missing.Length == 0
            ? sources
            : throw new UserError(
                $"{(missing.Length == 1 ? "fold" : "folds")} {string.Join(' ', missing)} of {plan.Folds.Count} "
                + $"{(missing.Length == 1 ? "is" : "are")} missing; train {(missing.Length == 1 ? "it" : "them")} with 'ser crossval --fold', then merge all");
    }

    /// <summary>The figures come last here too: a folder with figures is complete.</summary>
    private static void CopyFold(RunFolders.RunFolder source, RunFolders.RunFolder target)
    {
        foreach (string file in Directory.GetFiles(source.Location).Where(file => file != source.Metrics).Order(StringComparer.Ordinal))
        {
            Copy(file, Path.Combine(target.Location, Path.GetFileName(file)));
        }

        Copy(source.Metrics, target.Metrics);
    }

    private static void Copy(string source, string target)
    {
        if (Path.GetFullPath(source) == Path.GetFullPath(target))
        {
            return;
        }

        try
        {
            using var stream = File.OpenRead(source);
            AtomicFile.Write(target, stream.CopyTo);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{source}: cannot be read ({error.Message.TrimEnd('.')}); copy the part again", error);
        }
    }
}
