"""Over-sampling with imbalanced-learn: the peer of balance.sh.

balance.py make FOLDER COLUMNS             a table of the Kaggle mix's class sizes: table-COLUMNS.npy and .json
balance.py call METHOD TABLE               a round for each line of the input: one call, its time and that of the processor
balance.py file METHOD TABLE OUT           from file to file, as ser resample does it
balance.py record METHOD TABLE FOLDER      one call; leaves its draws (draws.bin) and its new rows (rows.npy) in the folder
balance.py compare A.npy B.npy             the largest difference of two arrays of rows
"""
import json
import os
import sys
import time

import numpy as np

COUNTS = {"angry": 1923, "disgust": 1923, "fear": 1923, "happy": 1923, "neutral": 1703, "sad": 1923, "surprise": 652, "calm": 192}


def make(folder, columns):
    """Clouds that lie apart, but one row in thirty lies in another class's cloud: so ADASYN has foreign neighbours, but not everywhere.

    Where they are everywhere, imbalanced-learn's ADASYN stops: the 220 rows that neutral wants round to none for each of its 1703.
    """
    random = np.random.default_rng(1)
    labels = np.repeat(np.arange(len(COUNTS)), list(COUNTS.values()))
    random.shuffle(labels)
    place = np.where(random.random(len(labels)) < 1 / 30, random.integers(0, len(COUNTS), len(labels)), labels)
    centres = 3 * random.standard_normal((len(COUNTS), columns))
    table = (centres[place] + random.standard_normal((len(labels), columns))).astype(np.float32)
    path = os.path.join(folder, f"table-{columns}.npy")
    np.save(path, table)
    names = list(COUNTS)
    clips = [{"file": f"{i}.wav", "label": names[label], "speaker": None} for i, label in enumerate(labels)]
    with open(path[:-4] + ".json", "w") as out:
        json.dump({"preset": "noise", "columns": [f"column_{i}" for i in range(columns)], "clips": clips}, out)


def load(path):
    with open(path[:-4] + ".json") as names:
        return np.load(path), np.array([clip["label"] for clip in json.load(names)["clips"]])


def sampler(method, random):
    from imblearn.over_sampling import ADASYN, SMOTE
    return {"smote": SMOTE, "adasyn": ADASYN}[method](random_state=random)


def call(method, path):
    rows, labels = load(path)
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        sampler(method, 1).fit_resample(rows, labels)
        print((time.perf_counter() - clock) * 1e6, (time.process_time() - processor) * 1e6, 1, flush=True)


def file(method, path, out):
    rows, labels = sampler(method, 1).fit_resample(*load(path))
    np.save(out, rows)
    with open(out[:-4] + ".json", "w") as names:
        json.dump({"clips": [{"label": label} for label in labels]}, names)


class Recorder(np.random.RandomState):
    """Keeps what it draws. Given as an object, it is not seeded anew for every class."""

    def __init__(self, seed):
        super().__init__(seed)
        self.draws, self.is_inside = [], False

    def keep(self, draw, arguments, named):
        if self.is_inside:   # choice calls randint: one draw, not two
            return draw(*arguments, **named)
        self.is_inside = True
        values = draw(*arguments, **named)
        self.is_inside = False
        self.draws.append(np.asarray(values, dtype="<f8").ravel())
        return values

    def randint(self, *arguments, **named):
        return self.keep(super().randint, arguments, named)

    def choice(self, *arguments, **named):
        return self.keep(super().choice, arguments, named)

    def uniform(self, *arguments, **named):
        return self.keep(super().uniform, arguments, named)


def record(method, path, folder):
    rows, labels = load(path)
    recorder = Recorder(1)
    all_rows, _ = sampler(method, recorder).fit_resample(rows, labels)
    np.save(os.path.join(folder, "rows.npy"), all_rows[len(rows):])
    with open(os.path.join(folder, "draws.bin"), "wb") as out:
        for draw in recorder.draws:
            out.write(np.int64(len(draw)).tobytes() + draw.tobytes())


def compare(first, second):
    a, b = np.load(first), np.load(second)
    print(f"{len(a)} and {len(b)} new rows" + (f", largest difference {np.abs(a.astype(float) - b).max():.3g}" if a.shape == b.shape else ": DIFFERENT"))


if __name__ == "__main__":
    {"make": lambda folder, columns: make(folder, int(columns)), "call": call, "file": file, "record": record, "compare": compare}[sys.argv[1]](*sys.argv[2:])
