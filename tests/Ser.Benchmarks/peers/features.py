"""Mel, MFCC, ZCR and RMS of WAV files, mean and standard deviation per clip, one .npy: in torchaudio or in plain numpy.

features.py torchaudio|torchaudio-shared|numpy OUTPUT FILE...   one round over all files for each line of the input
"""
import sys
import time
import wave

import numpy as np

FFT, HOP, BANDS, CEPSTRA = 2048, 512, 128, 20


def hz_to_mel(hz):
    """Slaney's scale: linear to 1000 Hz, then 27 bands to a factor of 6.4."""
    hz = np.asarray(hz, dtype=float)
    return np.where(hz < 1000, hz * 3 / 200, 15 + 27 * np.log(np.maximum(hz, 1e-9) / 1000) / np.log(6.4))


def mel_to_hz(mel):
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp(np.log(6.4) * (mel - 15) / 27))


def mel_matrix(rate):
    edges = mel_to_hz(np.linspace(0, hz_to_mel(rate / 2), BANDS + 2))
    bins = np.arange(FFT // 2 + 1) * rate / FFT
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    triangles = np.maximum(0, np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)))
    return (triangles * 2 / (high - low)).astype(np.float32)


def dct_matrix():
    k, n = np.arange(CEPSTRA)[:, None], np.arange(BANDS)
    matrix = np.sqrt(2 / BANDS) * np.cos(np.pi * k * (n + 0.5) / BANDS)
    matrix[0] /= np.sqrt(2)
    return matrix.astype(np.float32)


class Numpy:
    """The steps of librosa with its defaults, without its checks and layers."""

    def __init__(self):
        self.window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FFT) / FFT)).astype(np.float32)
        self.dct, self.banks = dct_matrix(), {}

    def load(self, path):
        with wave.open(path) as sound:
            pcm = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
            return pcm.reshape(-1, sound.getnchannels()).astype(np.float32).mean(axis=1) / 32768, sound.getframerate()

    def row(self, path):
        samples, rate = self.load(path)
        if rate not in self.banks:
            self.banks[rate] = mel_matrix(rate)
        frames = self.frames(np.pad(samples, FFT // 2))
        power = np.abs(np.fft.rfft(frames * self.window, axis=1).astype(np.complex64)) ** 2
        mel = self.banks[rate] @ power.T
        db = 10 * np.log10(np.maximum(mel, 1e-10))
        mfcc = self.dct @ np.maximum(db, db.max() - 80)
        edged = self.frames(np.pad(samples, FFT // 2, mode="edge"))
        crossings = np.diff(np.signbit(edged), axis=1).mean(axis=1)
        rms = np.sqrt(np.mean(frames ** 2, axis=1))
        columns = np.vstack([mel, mfcc, crossings[None], rms[None]])
        return np.concatenate([columns.mean(axis=1), columns.std(axis=1)]).astype(np.float32)

    @staticmethod
    def frames(padded):
        return np.lib.stride_tricks.sliding_window_view(padded, FFT)[::HOP]


class Torchaudio:
    """MelSpectrogram and MFCC as its documentation has them; shared: one spectrum serves both, as a careful user would write."""

    def __init__(self, shared):
        import torch
        import torchaudio
        torch.set_num_threads(1)
        torch.set_grad_enabled(False)
        self.torch, self.audio, self.shared, self.transforms = torch, torchaudio, shared, {}

    def of_rate(self, rate):
        if rate not in self.transforms:
            mel = dict(n_fft=FFT, hop_length=HOP, n_mels=BANDS, norm="slaney", mel_scale="slaney", pad_mode="constant")
            t = self.audio.transforms
            self.transforms[rate] = t.MelSpectrogram(rate, **mel), t.MFCC(rate, CEPSTRA, melkwargs=mel)
        return self.transforms[rate]

    def row(self, path):
        torch = self.torch
        samples, rate = self.audio.load(path)
        samples = samples.mean(0)
        spectrogram, cepstra = self.of_rate(rate)
        mel = spectrogram(samples)
        mfcc = (cepstra.dct_mat.T @ cepstra.amplitude_to_DB(mel)) if self.shared else cepstra(samples)
        frames = torch.nn.functional.pad(samples, (FFT // 2, FFT // 2)).unfold(0, FFT, HOP)
        negative = torch.signbit(torch.nn.functional.pad(samples[None, None], (FFT // 2, FFT // 2), mode="replicate")[0, 0]).unfold(0, FFT, HOP)
        crossings = (negative[:, 1:] != negative[:, :-1]).float().mean(1)
        rms = frames.square().mean(1).sqrt()
        columns = torch.cat([mel, mfcc, crossings[None], rms[None]])
        return torch.cat([columns.mean(1), columns.std(1, unbiased=False)]).numpy()


def main():
    kind, output, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    peer = Numpy() if kind == "numpy" else Torchaudio(shared=kind == "torchaudio-shared")
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        np.save(output, np.stack([peer.row(file) for file in files]))
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        print(clock * 1e6 / len(files), processor * 1e6 / len(files), len(files), flush=True)


main()
