namespace Ser.Cli.Extraction;

/// <summary>Works on many items side by side and hands the results on in the items' order, a few at a time.</summary>
internal static class OrderedWork
{
    /// <summary>Runs the work. However many items there are, only a few per thread are held.</summary>
    /// <param name="items">May be endless, as far as memory goes.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="work">Called side by side.</param>
    /// <param name="consume">Called on this thread, in the order of the items.</param>
    /// <param name="cancel">Stops between items.</param>
    public static void Run<TItem, TResult>(
        IEnumerable<TItem> items, int jobs, Func<TItem, TResult> work, Action<TResult> consume, CancellationToken cancel)
    {
        if (jobs == 1)
        {
            foreach (var item in items)
            {
                cancel.ThrowIfCancellationRequested();
                consume(work(item));
            }

            return;
        }

        // Chunks, and not a queue of tasks: the threads meet once per chunk, which costs nothing beside the reading of files.
        const int ItemsPerJob = 16;
        var limit = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel };
        foreach (var chunk in items.Chunk(jobs * ItemsPerJob))
        {
            var results = new TResult[chunk.Length];
            Parallel.For(0, chunk.Length, limit, i => results[i] = work(chunk[i]));
            foreach (var result in results)
            {
                consume(result);
            }
        }
    }
}
