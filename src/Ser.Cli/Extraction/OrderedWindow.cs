using System.Runtime.ExceptionServices;

namespace Ser.Cli.Extraction;

/// <summary>The items between the first whose result is not handed on yet and the last that a thread has taken.</summary>
/// <remarks>A thread that runs ahead of a slow item waits only where the window is full; nobody waits for the end of a batch.</remarks>
internal sealed class OrderedWindow<TItem, TResult>(IEnumerator<TItem> items, int jobs)
{
    private const int ItemsPerJob = 16;

    private readonly object source = new(), gate = new();
    private readonly (bool Ready, TResult? Value)[] results = new (bool, TResult?)[jobs * ItemsPerJob];
    private long taken, handedOn;
    private bool stopped;
    private ExceptionDispatchInfo? fault;

    /// <summary>Takes items and works on them until there are no more, or somebody stops; failures come out of <see cref="TryNext"/>.</summary>
    public void Work(Func<TItem, TResult> work)
    {
        try
        {
            while (TryTake(out var item, out long number))
            {
                var result = work(item!);
                lock (gate)
                {
                    results[number % results.Length] = (true, result);
                    if (number == handedOn)
                    {
                        Monitor.PulseAll(gate);
                    }
                }
            }
        }
        catch (Exception error)   // thrown again where the results are taken
        {
            lock (gate)
            {
                fault ??= ExceptionDispatchInfo.Capture(error);
            }

            Stop();
        }
    }

    /// <summary>Waits for the next result in order.</summary>
    /// <returns>False where there are no more.</returns>
    public bool TryNext(out TResult? result)
    {
        lock (gate)
        {
            ref var next = ref results[handedOn % results.Length];
            while (!next.Ready && !(stopped && (fault is not null || handedOn == taken)))
            {
                Monitor.Wait(gate);
            }

            fault?.Throw();
            (bool ready, result) = next;
            next = default;
            handedOn += ready ? 1 : 0;
            Monitor.PulseAll(gate);
            return ready;
        }
    }

    /// <summary>Lets nobody take another item.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }
    }

    private bool TryTake(out TItem? item, out long number)
    {
        (item, number) = (default, 0);
        lock (source)
        {
            lock (gate)
            {
                while (!stopped && taken - handedOn == results.Length)
                {
                    Monitor.Wait(gate);
                }

                if (stopped)
                {
                    return false;
                }
            }

            // Not under the gate: the next item of a sound that goes on may be long in coming, and results must not wait for it.
            bool isThere = items.MoveNext();
            item = isThere ? items.Current : default;
            lock (gate)
            {
                if (isThere && !stopped)
                {
                    number = taken++;
                    return true;
                }

                stopped = true;
                Monitor.PulseAll(gate);
                return false;
            }
        }
    }
}
