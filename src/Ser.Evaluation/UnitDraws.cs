using Ser.Core;

namespace Ser.Evaluation;

/// <summary>
/// Draws speakers, or clips, with replacement, as many as there are, and counts the clips of each draw by kind. A kind is all that
/// a figure asks of a clip, such as "angry, taken for sad".
/// </summary>
/// <remarks>
/// Draw d comes from the stream (seed, purpose, d), and units stand in the order of their names or kinds, so neither threads nor
/// the order of the clips change a draw. A speaker is a short list of kinds and counts; adding such lists is all the work of a draw.
/// </remarks>
internal sealed class UnitDraws
{
    private readonly int kinds;
    private readonly int[]? clips;                                  // kind of each clip, ascending; null where speakers are drawn
    private readonly (int Kind, int Count)[] entries = [];          // of all speakers, one after the other
    private readonly int[] starts = [0];                            // where a speaker's entries start; one more at the end

    /// <param name="kindOfClip">Kind of each clip, 0 … kinds − 1.</param>
    /// <param name="kinds">How many kinds there are.</param>
    /// <param name="speakers">
    /// Speaker of each clip. Clips are drawn instead where this is null, where one clip has no speaker (null or empty), or
    /// where there is but one.
    /// </param>
    public UnitDraws(int[] kindOfClip, int kinds, IReadOnlyList<string?>? speakers)
    {
        this.kinds = kinds;
        if (speakers is null || speakers.Any(string.IsNullOrEmpty) || !speakers.Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            clips = [.. kindOfClip.Order()];
            return;
        }

        int[][] bySpeaker = [.. Enumerable.Range(0, kindOfClip.Length)
            .GroupBy(clip => speakers[clip]!, clip => kindOfClip[clip], StringComparer.Ordinal)
            .OrderBy(speaker => speaker.Key, StringComparer.Ordinal)
            .Select(speaker => speaker.ToArray())];
        (int Kind, int Count)[][] lists = [.. bySpeaker.Select(list => list.CountBy(kind => kind).Select(pair => (pair.Key, pair.Value)).ToArray())];
        entries = [.. lists.SelectMany(list => list)];
        starts = new int[lists.Length + 1];
        for (int speaker = 0; speaker < lists.Length; speaker++)
        {
            starts[speaker + 1] = starts[speaker] + lists[speaker].Length;
        }
    }

    /// <summary>What is drawn: "speaker" or "clip".</summary>
    public string Unit => clips is null ? "speaker" : "clip";

    /// <summary>Makes the draws, on all threads.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="purpose">What the draws are for; another purpose, other draws.</param>
    /// <param name="draws">How many: 1 or more.</param>
    /// <param name="measure">
    /// Called once for each draw, in any order and at the same time on several threads, with its number and its clips of each
    /// kind; these counts are its own only while it runs.
    /// </param>
    public void Run(long seed, string purpose, int draws, Action<int, int[]> measure) => Parallel.For(
        0,
        draws,
        () => (Counts: new int[kinds], Times: new int[starts.Length - 1]),
        (draw, _, scratch) =>
        {
            var random = new KeyedRandom(seed, "", purpose, draw);
            Array.Clear(scratch.Counts);
            if (clips is null)
            {
                CountSpeakers(random, scratch.Times, scratch.Counts);
            }
            else
            {
                CountClips(random, clips, scratch.Counts);
            }

            measure(draw, scratch.Counts);
            return scratch;
        },
        _ => { });

    private static void CountClips(KeyedRandom random, int[] clips, int[] counts)
    {
        for (int i = 0; i < clips.Length; i++)
        {
            counts[clips[random.Below(clips.Length)]]++;
        }
    }

    /// <summary>First how often each is drawn, then their lists in order: jumping from list to list misses the cache of many speakers.</summary>
    private void CountSpeakers(KeyedRandom random, int[] times, int[] counts)
    {
        Array.Clear(times);
        for (int i = 0; i < times.Length; i++)
        {
            times[random.Below(times.Length)]++;
        }

        for (int speaker = 0; speaker < times.Length; speaker++)
        {
            foreach (var (kind, count) in entries.AsSpan(starts[speaker]..starts[speaker + 1]))
            {
                counts[kind] += times[speaker] * count;
            }
        }
    }
}
