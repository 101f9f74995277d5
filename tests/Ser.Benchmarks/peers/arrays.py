"""One operation on arrays in memory, again and again for a round: the peers of resample.sh and fft.sh.

arrays.py rfft numpy64|numpy32|torch SIZE      512 transforms in a batch
arrays.py resample functional|transform|matched FILE    48 kHz → 16 kHz
"""
import sys
import time
import wave

ROUND_SECONDS = 0.25
BATCH = 512


def rfft(kind, size):
    import numpy as np
    signals = np.random.default_rng(1).standard_normal((BATCH, size))
    if kind == "torch":
        import torch
        torch.set_num_threads(1)
        tensor = torch.from_numpy(signals.astype(np.float32))
        return lambda: torch.fft.rfft(tensor), BATCH
    signals = signals.astype(np.float32 if kind == "numpy32" else np.float64)
    return lambda: np.fft.rfft(signals), BATCH


def resample(kind, path):
    import numpy as np
    import torch
    import torchaudio
    torch.set_num_threads(1)
    with wave.open(path) as sound:
        rate = sound.getframerate()
        pcm = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(np.float32) / 32768
    samples, seconds = torch.from_numpy(pcm), len(pcm) / rate
    if kind == "functional":
        return lambda: torchaudio.functional.resample(samples, rate, 16000), seconds
    # 64 zero crossings under a Kaiser window: the setting by which its documentation imitates resampy's kaiser_best.
    wide = {} if kind == "transform" else dict(
        lowpass_filter_width=64, rolloff=0.9475937167399596, resampling_method="kaiser_window", beta=14.769656459379492)
    transform = torchaudio.transforms.Resample(rate, 16000, **wide)
    return lambda: transform(samples), seconds


def main():
    what, kind, argument = sys.argv[1:]
    work, units = rfft(kind, int(argument)) if what == "rfft" else resample(kind, argument)
    for _ in sys.stdin:
        times, clock, processor = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - clock < ROUND_SECONDS:
            work()
            times += 1
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        print(clock * 1e6 / (times * units), processor * 1e6 / (times * units), times * units, flush=True)


main()
