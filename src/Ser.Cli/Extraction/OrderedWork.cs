namespace Ser.Cli.Extraction;

/// <summary>Works on many items side by side and hands the results on in the items' order, a few at a time.</summary>
internal static class OrderedWork
{
    /// <summary>Runs the work. However many items there are, only a few per thread are held.</summary>
    /// <param name="items">May be endless, as far as memory goes; asked by one thread at a time.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="work">Called side by side.</param>
    /// <param name="consume">Called on this thread, in the order of the items.</param>
    /// <param name="cancel">Stops between items.</param>
    public static void Run<TItem, TResult>(
        IEnumerable<TItem> items, int jobs, Func<TItem, TResult> work, Action<TResult> consume, CancellationToken cancel)
    {
        using var source = items.GetEnumerator();
        if (jobs == 1)
        {
            while (source.MoveNext())
            {
                cancel.ThrowIfCancellationRequested();
                consume(work(source.Current));
            }

            return;
        }

        var window = new OrderedWindow<TItem, TResult>(source, jobs);
        Thread[] threads = [.. Enumerable.Range(1, jobs).Select(number => new Thread(() => window.Work(work)) { IsBackground = true, Name = $"job {number}" })];
        using (cancel.Register(window.Stop))
        {
            foreach (var thread in threads)
            {
                thread.Start();
            }

            try
            {
                while (window.TryNext(out var result))
                {
                    consume(result!);
                }
            }
            finally
            {
                window.Stop();
                foreach (var thread in threads)
                {
                    thread.Join();
                }
            }
        }

        cancel.ThrowIfCancellationRequested();
    }
}
