using Ser.Audio;
using Ser.Audio.Wav;
using Ser.Core;
using Ser.Corpora;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Tests.Training.Data;

/// <summary>Recordings that somebody changes while they are read.</summary>
public sealed class ChangingCorpusTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ser changes ");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false, "has gone")]
    [InlineData(true, "was written to")]
    public void A_file_that_changes_while_the_clips_are_read_is_named(bool rewritten, string what)
    {
        var corpus = Corpus();
        var split = SpeakerSplit.Make(corpus, 1, validation: 0, test: 0.25);
        string file = split.Train[0].File;
        var observer = new Meddler(() =>
        {
            if (rewritten)
            {
                File.AppendAllText(file, "more");
            }
            else
            {
                File.Delete(file);
            }
        });
        var error = Assert.Throws<UserError>(() => new TrainingRun(new Recipe { Epochs = 1 }, 1, observer).Run(corpus, split, TestContext.Current.CancellationToken));
        Assert.StartsWith($"{file}: {what} while the recordings were read; ", error.Message, StringComparison.Ordinal);
        Assert.False(observer.HasStarted);
    }

    private Corpus Corpus()
    {
        var clips = new List<Clip>();
        for (int i = 0; i < 12; i++)
        {
            string file = Path.Combine(folder.FullName, $"{i}.wav");
            WavWriter.Write(file, new Waveform(Sounds.Syllable(8000, 100 + (50 * (i % 2)), i), 16_000));
            clips.Add(new Clip { File = file, Name = $"{i}.wav", Label = i % 2 == 0 ? "angry" : "sad", Speaker = $"c:{i % 4 / 2}{i / 6}" });
        }

        return new Corpus("c", clips);
    }

    /// <summary>Does something when the first clip has been read.</summary>
    private sealed class Meddler(Action meddle) : ITrainingObserver
    {
        private bool done;

        public bool HasStarted { get; private set; }

        public void OnWork(WorkProgress progress)
        {
            if (!done)
            {
                done = true;
                meddle();
            }
        }

        public void OnRemark(string remark)
        {
        }

        public void OnStart(TrainingSize size) => HasStarted = true;

        public void OnUpdate(UpdateReport report)
        {
        }

        public void OnEpoch(EpochReport report)
        {
        }
    }
}
