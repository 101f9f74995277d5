"""Labels one clip as `ser predict` does: decoding, conversion to 16 kHz, log-mel, MFCC, level, crossings, the default network; in torch and torchaudio.

predicting.py CLIP      prints one line of JSON. The weights are random: they do not matter to the time.
"""
import json
import sys

import torch
import torchaudio

LABELS = ["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"]
RATE, FFT, WINDOW, HOP, BANDS, CEPSTRA = 16_000, 512, 400, 256, 64, 20


class Block(torch.nn.Module):
    def __init__(self, inputs, outputs, kernel, stride=1, pool=(1, 1)):
        super().__init__()
        steps = tuple(stride if size > 1 else 1 for size in kernel)
        self.convolution = torch.nn.Conv2d(inputs, outputs, kernel, steps, tuple(size // 2 for size in kernel), bias=False)
        self.normalisation, self.pool = torch.nn.BatchNorm2d(outputs), pool

    def forward(self, x):
        x = self.convolution(x)
        if max(self.pool) > 1:
            x = torch.nn.functional.max_pool2d(x, self.pool, self.pool, ceil_mode=True)
        return torch.relu(self.normalisation(x))


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.plane = torch.nn.Sequential(
            Block(1, 16, (5, 5), 2), Block(16, 32, (3, 3), pool=(2, 2)), Block(32, 48, (3, 3), pool=(2, 2)),
            Block(48, 64, (3, 3), pool=(2, 1)), Block(64, 96, (3, 3)))
        self.mix = Block(96 * (BANDS // 16), 128, (1, 1))
        self.row = torch.nn.Sequential(
            Block(CEPSTRA + 2, 48, (1, 5), 2, (1, 2)), Block(48, 48, (1, 5), pool=(1, 2)), Block(48, 48, (1, 3)))
        self.hidden, self.scores = torch.nn.Conv1d(176, 64, 1), torch.nn.Conv1d(64, 176, 1)
        self.normalisation, self.classes = torch.nn.BatchNorm1d(352), torch.nn.Linear(352, len(LABELS))

    def forward(self, plane, rows):
        sequence = torch.cat([self.mix(self.plane(plane).flatten(1, 2).unsqueeze(2)), self.row(rows.unsqueeze(2))], 1).squeeze(2)
        weights = torch.softmax(self.scores(torch.tanh(self.hidden(sequence))), 2)
        mean = (weights * sequence).sum(2)
        variance = (weights * sequence * sequence).sum(2) - mean * mean
        return self.classes(self.normalisation(torch.cat([mean, variance.clamp(min=1e-5).sqrt()], 1)))


def analyse(samples):
    mel = torchaudio.transforms.MelSpectrogram(RATE, FFT, WINDOW, HOP, f_min=50, n_mels=BANDS, pad_mode="constant")(samples)
    log_mel = 10 * torch.log10(mel.clamp(min=1e-7))
    mfcc = torchaudio.functional.create_dct(CEPSTRA, BANDS, "ortho").T @ log_mel
    frames = torch.nn.functional.pad(samples, (WINDOW // 2, WINDOW // 2)).unfold(0, WINDOW, HOP)[:log_mel.shape[1]]
    level = 10 * torch.log10((frames * frames).mean(1) + 1e-9)
    crossings = ((frames[:, 1:] >= 0) != (frames[:, :-1] >= 0)).float().mean(1)
    frames = min(mfcc.shape[1], level.shape[0])
    rows = torch.cat([mfcc[:, :frames], level[None, :frames], crossings[None, :frames]])
    return (log_mel - log_mel.mean(1, keepdim=True))[None, None, :, :frames], rows[None]


with torch.no_grad():
    sound, rate = torchaudio.load(sys.argv[1])
    samples = torchaudio.functional.resample(sound.mean(0), rate, RATE)
    probabilities = torch.softmax(Network().eval()(*analyse(samples)), 1)[0].tolist()

best = max(range(len(LABELS)), key=probabilities.__getitem__)
print(json.dumps({"file": sys.argv[1], "label": LABELS[best], "confidence": probabilities[best], "probabilities": dict(zip(LABELS, probabilities))}))
