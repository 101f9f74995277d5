"""torchaudio's time stretch and pitch shift of clips in memory, again and again for a round: a peer of stretch.sh.

stretching.py stretch RATE FILE...         its phase vocoder between torch.stft and torch.istft, librosa's frames
stretching.py pitch SEMITONES FILE...      its PitchShift transform, its own defaults
"""
import itertools
import sys
import time
import wave

import numpy as np
import torch
import torchaudio

ROUND_SECONDS = 0.25
FRAME, HOP = 2048, 512


def read(path):
    with wave.open(path) as sound:
        pcm = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(np.float32) / 32768
        return torch.from_numpy(pcm), sound.getframerate()


def main():
    what, amount, *files = sys.argv[1:]
    torch.set_num_threads(1)
    clips = [read(path) for path in files]
    amount = float(amount)
    window = torch.hann_window(FRAME)
    advance = torch.linspace(0, np.pi * HOP, FRAME // 2 + 1)[..., None]

    def stretch(samples):
        spectra = torch.stft(samples, FRAME, HOP, window=window, pad_mode="constant", return_complex=True)
        spectra = torchaudio.functional.phase_vocoder(spectra, amount, advance)
        return torch.istft(spectra, FRAME, HOP, window=window, length=round(len(samples) / amount))

    transform = stretch if what == "stretch" else torchaudio.transforms.PitchShift(clips[0][1], amount)
    turns = itertools.cycle(clips)   # PitchShift takes longer than a round for one clip
    with torch.no_grad():
        for _ in sys.stdin:
            units, clock, processor = 0, time.perf_counter(), time.process_time()
            while time.perf_counter() - clock < ROUND_SECONDS:
                transform(next(turns)[0])
                units += 1
            clock, processor = time.perf_counter() - clock, time.process_time() - processor
            print(clock * 1e6 / units, processor * 1e6 / units, units, flush=True)


main()
