"""Measures a model on copies of its test clips, each kind of copy worse in one way. Called by robustness.sh; needs nothing but Python and ser."""
import csv, json, os, signal, subprocess, sys
import opus

# What is done to the clips, and by which chain of ser augment. Copies keep every bit, but for the second: 16 bits of a quiet recording are fewer bits of its sound.
CHAINS = [
    ("gain -20 dB", "gain(db=-20)"),
    ("gain -20 dB, then 16 bits", "gain(db=-20)"),
    ("gain +6 dB", "gain(db=6)"),
    ("telephone band, 300 to 3400 Hz", "telephone"),
    ("white noise at 20 dB", "noise(snr=20)"),
    ("equaliser, 3 bands of up to 12 dB", "equaliser(db=12)"),
]
OPUS_KBIT = 24


def ser(*arguments):
    """What ser writes to stdout; its own words and the end, where it fails."""
    done = subprocess.run([SER, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"ser {' '.join(arguments)}\nfailed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def rows(path):
    with open(path, newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


def write_manifest(path, clips):
    with open(path, "w", newline="", encoding="utf-8") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(["file", "label", "speaker", "start", "end"])
        writer.writerows([clip["file"], clip["label"], clip["speaker"], clip.get("start", ""), clip.get("end", "")] for clip in clips)


def note_of(run):
    """Where a run says that its recordings were: the folders by the names that begin its clips' names, and the root of manifests."""
    for place in (run, os.path.join(run, "..")):
        note = os.path.join(place, "run.json")
        if os.path.exists(note):
            with open(note, encoding="utf-8") as text:
                corpus = json.load(text)["corpus"]
            return corpus["folders"], corpus.get("root")
    return [], None


def places(folders, root):
    """Folders in which a clip's name may begin. The clips of one of several folders bear its name first."""
    for folder in folders:
        is_manifest = os.path.isfile(folder)
        base = (root or os.path.dirname(folder)) if is_manifest else folder
        name = os.path.basename(os.path.normpath(folder))
        yield "", base
        yield (os.path.splitext(name)[0] if is_manifest else name) + "/", base


def find(name, starts):
    """The file of a clip, and the stretch of it in seconds where it is one of several."""
    for prefix, base in starts:
        if name.startswith(prefix):
            path = os.path.join(base, name[len(prefix):])
            if os.path.isfile(path):
                return path, "", ""
            file, mark, stretch = path.rpartition("#")
            if mark and os.path.isfile(file):
                return file, *stretch.split("-")
    sys.exit(f"{name}: no such file in {', '.join(sorted({base for _, base in starts})) or 'any folder that is known'}; "
             "name the folder of the recordings as the second argument")


def test_clips(model, recordings):
    """The model file and its test clips: those of the run's split.csv, or all of the recordings."""
    if os.path.isdir(model):
        folders, root = ([os.path.abspath(recordings)], None) if recordings else note_of(model)
        table = os.path.join(model, "split.csv")
        if not os.path.exists(table):
            sys.exit(f"{table}: no such file; give a run folder of ser train, a fold of ser crossval, or a model.onnx and a folder of test clips")
        names = [(row["file"], row["label"], row["speaker"]) for row in rows(table) if row["part"] == "test"]
        model = os.path.join(model, "model.onnx")
    else:
        if not recordings:
            sys.exit("a model alone has no test clips; give a folder of labelled ones as the second argument")
        folders, root = [os.path.abspath(recordings)], None
        table = os.path.join(WORK, "clean.csv")
        ser("evaluate", model, recordings, "--predictions", table)
        names = [(row["file"], row["truth"], "") for row in rows(table)]

    starts = list(places(folders, root))
    clips = []
    for number, (name, label, speaker) in enumerate(names):
        path, start, end = find(name, starts)
        link = f"clips/{number:05d}{os.path.splitext(path)[1]}"
        os.makedirs(os.path.join(WORK, "clips"), exist_ok=True)
        os.symlink(os.path.abspath(path), os.path.join(WORK, link))
        clips.append({"file": link, "label": label, "speaker": speaker, "start": start, "end": end})
    return model, clips


def measure(condition, manifest, remark=""):
    """UAR on a manifest; a line of the table."""
    figures = json.loads(ser("evaluate", MODEL, manifest, "--json"))
    uar = figures["uar"]
    measure.clean = getattr(measure, "clean", uar)
    difference = "" if condition == "clean" else f"{100 * (uar - measure.clean):+.1f}"
    print(f"{condition:<36} {figures['samples']:>6} {100 * uar:>7.1f} {difference:>11}  {remark}".rstrip(), flush=True)


def augment(folder, chain, encoding):
    """Copies of all clips; the manifest, and how many had to be made quieter than asked for."""
    done = json.loads(ser("augment", CLEAN, "-o", os.path.join(WORK, folder), "-c", chain, "--seed", SEED, "--encoding", encoding, "--json"))
    return done["manifest"], done["limited"]


def through_opus():
    """The clips as Opus files; the manifest, or None and why not."""
    encode, way = opus.encoder()
    if encode is None:
        return None, way
    copied, _ = augment("plain", "gain(db=0)", "float32")   # stretches of long files become files
    ser("convert", os.path.dirname(copied), "-o", os.path.join(WORK, "48k"), "--rate", "48000", "--json")
    clips = rows(copied)
    for number, clip in enumerate(clips):
        coded = f"opus/{number:05d}.opus"
        os.makedirs(os.path.join(WORK, "opus"), exist_ok=True)
        encode(os.path.join(WORK, "48k", clip["file"]), os.path.join(WORK, coded), OPUS_KBIT)
        clip["file"] = coded
    manifest = os.path.join(WORK, "opus.csv")
    write_manifest(manifest, [{"file": clip["file"], "label": clip["label"], "speaker": clip["speaker"]} for clip in clips])
    return manifest, way


signal.signal(signal.SIGPIPE, signal.SIG_DFL)   # whoever reads only the first lines is no error
SER, MODEL, recordings, WORK, SEED = sys.argv[1:]
WORK = os.path.abspath(WORK)
MODEL, clips = test_clips(MODEL, recordings)
CLEAN = os.path.join(WORK, "clean-clips.csv")
write_manifest(CLEAN, clips)

print(f"{'condition':<36} {'clips':>6} {'UAR, %':>7} {'difference':>11}")
measure("clean", CLEAN)
for number, (condition, chain) in enumerate(CHAINS):
    manifest, limited = augment(f"copies-{number}", chain, "int16" if "16 bits" in condition else "float32")
    measure(condition, manifest, f"{limited} of {len(clips)} as loud as full scale lets them, none clipped" if limited else "")
manifest, way = through_opus()
if manifest is None:
    print(f"{'Opus, ' + str(OPUS_KBIT) + ' kbit/s':<36} left out: {way}")
else:
    measure(f"Opus, {OPUS_KBIT} kbit/s", manifest, way)
