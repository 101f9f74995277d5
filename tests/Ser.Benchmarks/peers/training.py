"""Trains a network of ser in PyTorch, on random numbers of the shape of its features, and says how fast. Called by training.sh.

training.py VARIANT MODEL THREADS EPOCHS   VARIANT: plain, channels-last, shards, or product, which measures a matrix product instead
MODEL is what `ser info model.onnx --json` writes: the layers are read from its architecture, the rest from its recipe.
"""
import copy, json, sys, threading, time
import torch
from torch import nn
from torch.nn import functional

UPDATES, PITCHES = 8, 48   # updates of an epoch; rows of a pitchgram


# What the layers of a card mean: this is all that knows how an architecture is written.

def rows_of(kind, features):
    """Rows of an input of a branch."""
    return {"mel": features["melBands"], "pitchgram": PITCHES, "f0": 3}.get(kind, features["mfccCount"] if kind in ("mfcc", "delta", "delta2") else 1)


def pair(window):
    return window["height"], window["width"]


class Block(nn.Module):
    """Convolution, max pooling, batch normalisation, ReLU."""

    def __init__(self, channels, plan):
        super().__init__()
        height, width = pair(plan["kernel"])
        self.convolution = nn.Conv2d(channels, plan["channels"], (height, width), pair(plan["stride"]), (height // 2, width // 2), bias=False)
        self.pool, self.normalisation = pair(plan["pool"]), nn.BatchNorm2d(plan["channels"])

    def forward(self, x):
        x = self.convolution(x)
        if max(self.pool) > 1:
            x = functional.max_pool2d(x, self.pool, self.pool, ceil_mode=True)
        return functional.relu(self.normalisation(x))


class Branch(nn.Module):
    def __init__(self, plan, features):
        super().__init__()
        rows = sum(rows_of(kind, features) for kind in plan["inputs"])
        self.is_picture = any(block["kernel"]["height"] > 1 for block in plan["blocks"])
        channels, self.shape = (1, (1, rows)) if self.is_picture else (rows, (rows, 1))
        left, blocks = self.shape[1], []
        for block in plan["blocks"]:
            blocks.append(Block(channels, block))
            channels = block["channels"]
            left = -(-(-(-left // block["stride"]["height"])) // block["pool"]["height"])
        self.blocks, self.channels = nn.Sequential(*blocks), channels * left
        self.mix = None
        if plan["outputs"] > 0:
            one = {"height": 1, "width": 1}
            self.mix = Block(self.channels, {"channels": plan["outputs"], "kernel": one, "stride": one, "pool": one})
            self.channels = plan["outputs"]

    def forward(self, x):
        x = self.blocks(x).flatten(1, 2).unsqueeze(2)
        return x if self.mix is None else self.mix(x)


class Network(nn.Module):
    def __init__(self, plan, features, labels):
        super().__init__()
        self.branches = nn.ModuleList(Branch(branch, features) for branch in plan["branches"])
        channels, units, dense = sum(branch.channels for branch in self.branches), plan["attentionUnits"], plan["denseUnits"]
        self.attention = nn.Sequential(nn.Conv1d(channels, units, 1), nn.Tanh(), nn.Conv1d(units, channels, 1)) if units else None
        self.normalisation, self.dropout = nn.BatchNorm1d(2 * channels), nn.Dropout(plan["dropout"])
        self.dense = nn.Linear(2 * channels, dense) if dense else None
        self.classes = nn.Linear(dense or 2 * channels, labels)

    def forward(self, inputs, valid):
        sequence = torch.cat([branch(x) for branch, x in zip(self.branches, inputs)], 1).squeeze(2)
        step = valid.shape[1] // sequence.shape[2]
        presence = (functional.avg_pool1d(valid.unsqueeze(1), step, step, ceil_mode=True) + 1e-6).log()
        weights = torch.softmax(presence if self.attention is None else self.attention(sequence) + presence, 2)
        mean = (weights * sequence).sum(2)
        variance = (weights * sequence * sequence).sum(2) - mean * mean
        embedding = self.normalisation(torch.cat([mean, variance.clamp(min=1e-5).sqrt()], 1))
        if self.dense is not None:
            embedding = functional.relu(self.dense(embedding))
        return self.classes(self.dropout(embedding))

    def multiply_adds(self, inputs, valid):
        """Multiply-adds of one clip in all convolutions and linear layers, counted as they run."""
        count = 0

        def add(layer, _, output):
            nonlocal count
            weight = layer.weight
            count += output[0].numel() * weight[0].numel()

        hooks = [layer.register_forward_hook(add) for layer in self.modules() if isinstance(layer, (nn.Conv2d, nn.Conv1d, nn.Linear))]
        with torch.no_grad():
            self([x[:2] for x in inputs], valid[:2])
        for hook in hooks:
            hook.remove()
        return count


class Step:
    """An update as ser makes it: loss over soft targets with class weights, gradients, their norm cut, AdamW, a moving average of the weights."""

    def __init__(self, network, recipe, labels, shards, channels_last):
        self.network, self.recipe, self.channels_last = network, recipe, channels_last
        self.average = copy.deepcopy(network)
        self.weights = torch.ones(labels)
        decayed = [p for p in network.parameters() if p.dim() > 1]
        plain = [p for p in network.parameters() if p.dim() <= 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": recipe["weightDecay"]}, {"params": plain, "weight_decay": 0}], lr=recipe["learningRate"])
        self.shards = [network]
        for _ in range(shards - 1):
            twin = copy.deepcopy(network)
            for own, shared in zip(twin.parameters(), network.parameters()):
                own.data = shared.data
            self.shards.append(twin)

    def backward(self, network, inputs, valid, targets, share):
        network.zero_grad()
        if self.channels_last:
            inputs = [x.contiguous(memory_format=torch.channels_last) if x.shape[2] > 1 else x for x in inputs]
        (functional.cross_entropy(network(inputs, valid), targets, self.weights) * share).backward()

    def run(self, inputs, valid, targets):
        count, size = len(self.shards), len(valid)
        if count == 1:
            self.backward(self.network, inputs, valid, targets, 1)
        else:
            edges = [size * i // count for i in range(count + 1)]
            parts = [slice(low, high) for low, high in zip(edges, edges[1:])]
            workers = [threading.Thread(target=self.backward, args=(network, [x[part] for x in inputs], valid[part], targets[part], 1 / count))
                       for network, part in zip(self.shards, parts)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            with torch.no_grad():
                for shard in self.shards[1:]:
                    for own, other in zip(self.network.parameters(), shard.parameters()):
                        own.grad.add_(other.grad)
        nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe["gradientClip"])
        self.optimiser.step()
        with torch.no_grad():
            for kept, own in zip(self.average.parameters(), self.network.parameters()):
                kept.lerp_(own, 1 - self.recipe["averageDecay"])


def product(threads):
    """Multiply-adds a second of a product of matrices: on one thread, and on several that each have one of their own. The faster of torch's ways."""
    size, times = 2048, 3
    torch.set_num_threads(1)
    a, b = torch.rand(size, size), torch.rand(size, size)
    ways = {"torch.mm": lambda: a @ b}
    if torch.backends.mkldnn.is_available():
        x, w, bias = a.to_mkldnn(), b.to_mkldnn(), torch.zeros(size).to_mkldnn()
        ways["oneDNN, for this torch has no tuned BLAS"] = lambda: functional.linear(x, w, bias)

    def speed(way, side_by_side):
        best = 0
        for _ in range(times):
            workers = [threading.Thread(target=way) for _ in range(side_by_side)]
            start = time.perf_counter()
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            best = max(best, side_by_side * size ** 3 / (time.perf_counter() - start))
        return best

    measured = {}
    for name, way in ways.items():
        try:
            way()
            measured[name] = speed(way, 1)
        except RuntimeError:
            pass   # this build of torch has no such way
    name = max(measured, key=measured.get)
    return {"each": measured[name], "all": max(measured[name], speed(ways[name], threads)), "threads": threads, "by": name}


def main(variant, path, threads, epochs):
    with open(path) as text:
        card = json.load(text)
    recipe, labels, plan = card["recipe"], len(card["labels"]), card["architecture"]
    if "branches" not in plan:
        sys.exit(f"{path}: its architecture is no list of branches; write the model with this version of ser")
    shards = min(threads, recipe["shards"])
    if variant == "product":
        return product(shards)

    # Operations that run side by side get a thread each, as in ser; a batch in one piece gets them all.
    torch.manual_seed(recipe["seed"])
    torch.set_num_threads(1 if variant == "shards" else threads)
    network = Network(plan, card["features"], labels)
    size, frames = recipe["batchSize"], recipe["windowFrames"]
    inputs = [torch.randn(size, *branch.shape, frames) for branch in network.branches]
    valid, targets = torch.ones(size, frames), torch.softmax(torch.randn(size, labels), 1)
    work = network.multiply_adds(inputs, valid)

    channels_last = variant != "plain"
    if channels_last:
        network = network.to(memory_format=torch.channels_last)
    step = Step(network, recipe, labels, shards if variant == "shards" else 1, channels_last)
    speeds = []
    for epoch in range(1 + epochs):   # the first is for compilers and caches
        start = time.perf_counter()
        for _ in range(UPDATES):
            step.run(inputs, valid, targets)
        speeds.append(UPDATES * size / (time.perf_counter() - start))
    parameters = sum(parameter.numel() for parameter in network.parameters())
    return {"speeds": speeds[1:], "multiplyAdds": work,
            "about": f"{plan['name']}, {parameters} parameters, batches of {size} windows of {frames} frames; torch {torch.__version__}"}


print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))
