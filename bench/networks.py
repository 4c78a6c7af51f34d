"""A pre-norm transformer (8 layers, width 256, 32 tokens) in PyTorch and in ONNX with the same weights, on one thread.

usage: networks.py [--rounds N]        started by bench/networks (ORRERY_JAVA, ORRERY_CP)

Sweep: every residual stream set to zero at every position, one at a time (256 sites), one logit read. PyTorch: a loop with a
forward hook at each site. Orrery: the same as a battery of plans, with the untouched run and the control of every site. The
two tables are compared. Rounds alternate; medians are told.
"""
import argparse, os, statistics, subprocess, tempfile, time

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

LAYERS, WIDTH, HEADS, TOKENS, HIDDEN, LETTERS = 8, 256, 4, 32, 1024, 256
SITES = [(layer, position) for layer in range(LAYERS) for position in range(TOKENS)]
LOGIT = 5


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = torch.nn.LayerNorm(WIDTH), torch.nn.LayerNorm(WIDTH)
        self.qkv = torch.nn.Linear(WIDTH, 3 * WIDTH)
        self.out = torch.nn.Linear(WIDTH, WIDTH)
        self.up, self.down = torch.nn.Linear(WIDTH, HIDDEN), torch.nn.Linear(HIDDEN, WIDTH)

    def forward(self, x):
        b, t, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        z = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(z.transpose(1, 2).reshape(b, t, WIDTH))
        return x + self.down(torch.nn.functional.gelu(self.up(self.norm2(x))))


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Embedding(LETTERS, WIDTH)
        self.places = torch.nn.Parameter(torch.randn(TOKENS, WIDTH) * 0.1)
        self.blocks = torch.nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm = torch.nn.LayerNorm(WIDTH)
        self.head = torch.nn.Linear(WIDTH, LETTERS, bias=False)

    def forward(self, tokens):
        x = self.embed(tokens) + self.places
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


def export(net, path):
    nodes, constants = [], []

    def constant(name, value, kind=numpy.float32):
        constants.append(numpy_helper.from_array(numpy.ascontiguousarray(value, dtype=kind), name))
        return name

    def node(op, inputs, output, **attributes):
        nodes.append(helper.make_node(op, inputs, [output], **attributes))
        return output

    def linear(name, module, x):
        y = node("MatMul", [x, constant(name + ".w", module.weight.detach().numpy().T)], name + ".product")
        return node("Add", [y, constant(name + ".b", module.bias.detach().numpy())], name)

    def norm(name, module, x):
        return node("LayerNormalization", [x, constant(name + ".w", module.weight.detach().numpy()),
                                           constant(name + ".b", module.bias.detach().numpy())], name, axis=-1, epsilon=1e-5)

    constant("heads", [0, 0, HEADS, WIDTH // HEADS], numpy.int64)
    constant("joined", [0, 0, WIDTH], numpy.int64)
    constant("scale", (WIDTH // HEADS) ** -0.5)
    constant("mask", numpy.triu(numpy.full((TOKENS, TOKENS), -1e9), 1))
    constant("half", 0.5)
    constant("one", 1.0)
    constant("root", 2 ** -0.5)
    node("Gather", [constant("embed", net.embed.weight.detach().numpy()), "tokens"], "embedded")
    x = node("Add", ["embedded", constant("places", net.places.detach().numpy())], "resid.0")
    for i, block in enumerate(net.blocks):
        p = f"b{i}"
        qkv = linear(p + ".qkv", block.qkv, norm(p + ".norm1", block.norm1, x))
        nodes.append(helper.make_node("Split", [qkv], [f"{p}.{c}" for c in "qkv"], axis=-1))
        parts = {}
        for c, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
            parts[c] = node("Transpose", [node("Reshape", [f"{p}.{c}", "heads"], f"{p}.{c}.heads")], f"{p}.{c}.turned", perm=order)
        scores = node("Mul", [node("MatMul", [parts["q"], parts["k"]], p + ".scores0"), "scale"], p + ".scores1")
        pattern = node("Softmax", [node("Add", [scores, "mask"], p + ".scores")], p + ".pattern", axis=-1)
        z = node("Transpose", [node("MatMul", [pattern, parts["v"]], p + ".z.heads")], p + ".z.turned", perm=[0, 2, 1, 3])
        out = linear(p + ".out", block.out, node("Reshape", [z, "joined"], p + ".z"))
        middle = node("Add", [x, out], p + ".middle")
        up = linear(p + ".up", block.up, norm(p + ".norm2", block.norm2, middle))
        erf = node("Add", [node("Erf", [node("Mul", [up, "root"], p + ".g1")], p + ".g2"), "one"], p + ".g3")
        gelu = node("Mul", [node("Mul", [up, erf], p + ".g4"), "half"], p + ".mlp")
        x = node("Add", [middle, linear(p + ".down", block.down, gelu)], f"resid.{i + 1}")
    node("MatMul", [norm("norm", net.norm, x), constant("head", net.head.weight.detach().numpy().T)], "logits")
    graph = helper.make_graph(nodes, "bench", [helper.make_tensor_value_info("tokens", TensorProto.INT64, ["batch", TOKENS])],
                              [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", TOKENS, LETTERS])], constants)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)


def hook_loop(net, tokens):
    values = []
    began = time.perf_counter()
    with torch.inference_mode():
        for layer, position in SITES:
            def zero(module, inputs):
                x = inputs[0].clone()
                x[:, position] = 0
                return (x,)
            handle = net.blocks[layer].register_forward_pre_hook(zero)
            values.append(net(tokens)[0, -1, LOGIT].item())
            handle.remove()
    return time.perf_counter() - began, numpy.array(values)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    torch.manual_seed(0)
    net = Net().eval()
    tokens = torch.randint(0, LETTERS, (rounds, TOKENS))
    with tempfile.TemporaryDirectory() as folder:
        model, data = os.path.join(folder, "model.onnx"), os.path.join(folder, "tokens")
        export(net, model)
        tokens.numpy().astype("<i8").tofile(data)
        java = subprocess.Popen([os.environ["ORRERY_JAVA"], "--enable-native-access=ALL-UNNAMED", "-cp", os.environ["ORRERY_CP"],
                                 "org.orrery.bench.Networks", model, data, str(rounds)],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        prepared = java.stdout.readline().strip()
        hook_loop(net, tokens[:1])
        theirs, ours, difference = [], [], 0
        for i in range(rounds):
            seconds, values = hook_loop(net, tokens[i:i + 1])
            theirs.append(seconds)
            java.stdin.write("sweep\n")
            java.stdin.flush()
            cells = java.stdout.readline().split()
            ours.append(float(cells[0]))
            difference = max(difference, abs(numpy.array([float(c) for c in cells[1:]]) - values).max())
        java.stdin.close()
        print(f"sweep of {len(SITES)} sites: PyTorch {statistics.median(theirs):.3f} s, Orrery {statistics.median(ours):.3f} s, "
              f"{statistics.median(theirs) / statistics.median(ours):.2f} times as fast; {prepared}; "
              f"the tables differ by at most {difference:.2g}")
        print(java.stdout.read(), end="")
        java.wait()


main()
