namespace Ser.Tests.Cli;

/// <summary>What a person can mend is told in one line, and nothing is left behind.</summary>
public sealed class BadInputTests(TrainedModel trained, BadInputs inputs) : IClassFixture<BadInputs>
{
    private const int Failed = 1, WrongUsage = 2;

    [Theory]
    [InlineData("train empty -o run", "empty: no audio files in it")]
    [InlineData("train missing -o run", "missing: no such folder")]
    [InlineData("train text.wav -o run", "text.wav: is a file, not a folder")]
    [InlineData("train one-class -o run", "one-class: holds one class only (angry)")]
    [InlineData("train one-speaker -o run", "one speaker only (ravdess:01)")]
    [InlineData("train DEMO -o run --validation 0.5 --test 0.6", "validation 0.5 and test 0.6 make no split")]
    [InlineData("train DEMO -o text.wav/run", "text.wav/run: cannot be written")]
    [InlineData("evaluate MODEL empty", "empty: no audio files in it")]
    [InlineData("evaluate missing.onnx DEMO", "missing.onnx: no such file")]
    [InlineData("report empty", "empty: holds no finished run")]
    [InlineData("report missing", "missing: holds no finished run")]
    [InlineData("predict -m MODEL text.wav", "text.wav: is text, not sound")]
    [InlineData("predict -m MODEL no-samples.wav", "no-samples.wav: holds no samples")]
    [InlineData("predict -m MODEL no-header.wav", "no-header.wav: ends inside its header")]
    [InlineData("predict -m MODEL no-bytes.wav", "no-bytes.wav: is empty")]
    [InlineData("predict -m MODEL missing.wav", "missing.wav: there is no such file")]
    [InlineData("predict -m MODEL empty", "empty: no audio files in it")]
    [InlineData("predict -m MODEL none/*.wav", "none/*.wav: no sound file fits this pattern")]
    [InlineData("predict -m MODEL @none.txt", "none.txt: there is no such file; after @ give a text file")]
    [InlineData("predict -m half.onnx good.wav", "half.onnx: no ONNX model, or cut short")]
    [InlineData("predict -m other.onnx good.wav", "other.onnx: an ONNX model, but not one that 'ser train' wrote")]
    [InlineData("predict -m no-bytes.wav good.wav", "no-bytes.wav: no ONNX model")]
    [InlineData("predict -m missing.onnx good.wav", "missing.onnx: no such file")]
    [InlineData("predict -m empty good.wav", "empty: is a folder")]
    public void Input_that_cannot_be_used_is_named(string line, string wanted) => CheckRefusal(line, Failed, wanted);

    [Theory]
    [InlineData("", "give a command: train, crossval, tune, evaluate, compare, report, predict, export, inspect, extract, resample, augment, convert, info, plot, datasets, completions, man; see 'ser --help'")]
    [InlineData("trian DEMO -o run", "there is no command 'trian'")]
    [InlineData("--verbose", "there is no option '--verbose'")]
    [InlineData("train DEMO -o run --epoch 3", "there is no option '--epoch'; see 'ser train --help'")]
    [InlineData("predict -m MODEL good.wav --jsn", "there is no option '--jsn'")]
    [InlineData("train DEMO", "'--output' is required; see 'ser train --help'")]
    [InlineData("train -o run", "'folder' missing")]
    [InlineData("predict -m MODEL", "'input' missing")]
    [InlineData("predict -m MODEL good.wav --json --csv", "--json and --csv are two forms of the same")]
    [InlineData("predict -m MODEL good.wav --hop 1", "--hop is for windows; give --window too")]
    [InlineData("predict -m MODEL good.wav --window 3 --hop 4", "the hop is 4 s; give 0.01 to the window's 3")]
    [InlineData("predict -m MODEL good.wav --window 0", "the window is 0 s; give 0.1 to 30")]
    [InlineData("predict -m MODEL good.wav --window 3 --smooth -1", "the smoothing is -1 s")]
    [InlineData("predict -m MODEL good.wav --top 0", "--top is '0'; give a whole number from 1")]
    [InlineData("predict -m MODEL good.wav --top x", "--top is 'x'; give a whole number")]
    [InlineData("predict -m MODEL good.wav --abstain-below 1.5", "--abstain-below is '1.5'; give a probability from 0 to 1")]
    [InlineData("predict -m MODEL good.wav --labels angry", "--labels is 'angry'; give two or more")]
    [InlineData("predict -m MODEL good.wav --labels angry,anger", "--labels leaves one label")]
    [InlineData("predict -m MODEL good.wav --labels angry,sda", "the model does not know 'sda' (did you mean 'sad'?)")]
    [InlineData("predict -m MODEL good.wav --raw s16:1", "--raw: 's16:1': there is no sample 's16'")]
    [InlineData("predict -m MODEL empty --raw u8:8000", "'empty' is a folder, and --raw is for sound without a header")]
    [InlineData("predict -m MODEL - -", "standard input is named twice")]
    [InlineData("plot good.wav -o new.svg --window 1", "--window, --hop and --smooth are for the verdicts of a model")]
    [InlineData("plot good.wav good.wav -o new.svg -m MODEL", "the verdicts of a model are drawn for one recording")]
    [InlineData("evaluate MODEL", "'folder' missing")]
    [InlineData("train DEMO -o run --select first", "--select is 'first'; give last or best")]
    [InlineData("train DEMO -o run --validation 0.005", "--validation is '0.005'; give a share from 0.01 to 0.9, or 0 for none")]
    [InlineData("train DEMO -o run --epochs x", "--epochs is 'x'; give a whole number from 0")]
    [InlineData("train DEMO -o run --epochs -1", "--epochs is '-1'; give a whole number from 0")]
    [InlineData("train DEMO -o run --learning-rate 0", "--learning-rate is '0'; give a number from 1E-09 to 10")]
    [InlineData("train DEMO -o run --weight-decay x", "--weight-decay is 'x'; give a number from 0 to 10")]
    [InlineData("train DEMO -o run --label-smoothing 1", "--label-smoothing is '1'; give a number from 0 to 0.9")]
    [InlineData("train DEMO --config", "'--config'")]
    [InlineData("train DEMO -o run --seed x", "--seed is 'x'; give a whole number")]
    [InlineData("train DEMO -o run --test 2", "--test is '2'; give a share from 0.01 to 0.9")]
    [InlineData("train DEMO -o run --map boredom", "--map is 'boredom'; give old=new, such as boredom=neutral")]
    [InlineData("train DEMO -o run --ravdess-channel x", "--ravdess-channel is 'x'; give speech or song or all")]
    [InlineData("datasets fetch emodb -o new --url file:///x.zip", "--url is 'file:///x.zip'; give an address that begins with https:// or http://")]
    [InlineData("train DEMO -o run --threads 0", "--threads is '0'; give a whole number from 1")]
    [InlineData("train DEMO -o ''", "an argument is empty")]
    [InlineData("predict -m '' good.wav", "an argument is empty")]
    [InlineData("predict -m MODEL ''", "an argument is empty")]
    public void A_wrong_command_line_is_told_with_the_place_to_look(string line, string wanted) => CheckRefusal(line, WrongUsage, wanted);

    [Theory]
    [InlineData("train broken -o new/run", "clips can be read")]
    [InlineData("evaluate MODEL broken --predictions all.csv", "none of the 8 clips can be read")]
    public void A_corpus_of_which_every_file_is_broken_leaves_nothing(string line, string wanted)
    {
        string[] before = inputs.List();
        var run = inputs.Run(Arguments(line));
        Assert.Contains(wanted, run.Complaint(Failed), StringComparison.Ordinal);
        Assert.Empty(run.Out);
        Assert.Equal(before, inputs.List());
    }

    private void CheckRefusal(string line, int exitCode, string wanted)
    {
        string[] before = inputs.List();
        var run = inputs.Run(Arguments(line));
        Assert.Contains(wanted, run.Complaint(exitCode), StringComparison.Ordinal);
        Assert.Single(run.ErrorLines);
        Assert.Empty(run.Out);
        Assert.Equal(before, inputs.List());
    }

    private IEnumerable<string> Arguments(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch
    {
        "DEMO" => TrainedModel.Demo,
        "MODEL" => trained.Model,
        "''" => "",
        _ => word,
    });
}
