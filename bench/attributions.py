"""Integrated gradients of 64 steps, Orrery against Captum, on one thread: a small CNN and a small transformer.

usage: attributions.py [--rounds N]        started by bench/attributions (ORRERY_JAVA, ORRERY_CP)

The networks are made in PyTorch and exported to ONNX; both sides use the midpoint rule from zeros, all steps in one batch,
and the attributions are compared. Rounds alternate; medians are told, after a third of the rounds as many again to warm up.
"""
import argparse, os, statistics, subprocess, tempfile, time, warnings

import numpy
import torch
from captum.attr import IntegratedGradients

STEPS = 64


class Cnn(torch.nn.Module):
    shape = (1, 28, 28)
    target = "logits[3]"

    def __init__(self):
        super().__init__()
        self.net = torch.nn.Sequential(torch.nn.Conv2d(1, 16, 5, padding=2), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
                                       torch.nn.Conv2d(16, 32, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
                                       torch.nn.Flatten(), torch.nn.Linear(32 * 49, 10))

    def forward(self, x):
        return self.net(x)

    def score(self, x):
        return self(x)[:, 3]


class Block(torch.nn.Module):
    def __init__(self, width, heads, tokens):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = torch.nn.LayerNorm(width), torch.nn.LayerNorm(width)
        self.qkv, self.out = torch.nn.Linear(width, 3 * width), torch.nn.Linear(width, width)
        self.up, self.down = torch.nn.Linear(width, 4 * width), torch.nn.Linear(4 * width, width)
        self.register_buffer("mask", torch.full((tokens, tokens), -1e9).triu(1))

    def forward(self, x):
        tokens, width = x.shape[1], x.shape[2]
        q, k, v = (part.reshape(-1, tokens, self.heads, width // self.heads).transpose(1, 2)
                   for part in self.qkv(self.norm1(x)).chunk(3, dim=-1))
        z = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + self.mask, dim=-1) @ v
        x = x + self.out(z.transpose(1, 2).reshape(-1, tokens, width))
        return x + self.down(torch.nn.functional.gelu(self.up(self.norm2(x))))


class Transformer(torch.nn.Module):
    shape = (16, 64)
    target = "logits[3] @ 15"

    def __init__(self):
        super().__init__()
        self.blocks = torch.nn.ModuleList(Block(64, 4, 16) for _ in range(2))
        self.head = torch.nn.Linear(64, 32)

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return self.head(x)

    def score(self, x):
        return self(x)[:, -1, 3]


def compare(net, rounds, folder):
    torch.manual_seed(0)
    net = net().eval()
    examples = torch.randn(rounds, *net.shape)
    model, data = os.path.join(folder, "model.onnx"), os.path.join(folder, "examples")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(net, (examples[:1],), model, dynamo=False, input_names=["x"], output_names=["logits"],
                          dynamic_axes={"x": {0: "batch"}, "logits": {0: "batch"}}, opset_version=17)
    examples.numpy().astype("<f4").tofile(data)
    java = subprocess.Popen([os.environ["ORRERY_JAVA"], "--enable-native-access=ALL-UNNAMED", "-cp", os.environ["ORRERY_CP"],
                             "org.orrery.bench.Attributions", model, data, net.target, str(STEPS)],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    java.stdout.readline()
    captum = IntegratedGradients(net.score)
    theirs, ours, difference = [], [], 0
    for i in list(range(rounds // 3)) + list(range(rounds)):
        began = time.perf_counter()
        expected = captum.attribute(examples[i:i + 1], n_steps=STEPS, method="riemann_middle").detach().numpy().ravel()
        theirs.append(time.perf_counter() - began)
        java.stdin.write(f"{i}\n")
        java.stdin.flush()
        cells = java.stdout.readline().split()
        ours.append(float(cells[0]))
        found = numpy.array([float(cell) for cell in cells[1:]])
        difference = max(difference, abs(found - expected).max() / abs(expected).max())
    java.stdin.close()
    java.wait()
    captums, orrerys = statistics.median(theirs[rounds // 3:]), statistics.median(ours[rounds // 3:])
    print(f"{type(net).__name__}: Captum {1e3 * captums:.1f} ms, Orrery {1e3 * orrerys:.1f} ms, {captums / orrerys:.2f} times"
          f" as fast; the attributions differ by at most {difference:.1g} of the largest")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    for net in (Cnn, Transformer):
        with tempfile.TemporaryDirectory() as folder:
            compare(net, rounds, folder)


main()
