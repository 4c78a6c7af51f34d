"""Networks as exporters write them: trains small models, exports each, opens it with Orrery, and compares what Orrery says
with what the framework itself predicts, untouched and with an input moved.

usage: exporters.py [--keep DIR] [NAME ...]      NAME picks models; ORRERY names the launcher (default: ./orrery beside bench)
Needs numpy; of scikit-learn with skl2onnx, lightgbm and xgboost with onnxmltools, torch, keras (3.8 or later) whatever is there.
"""

import argparse
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings
from contextlib import redirect_stderr, redirect_stdout

import numpy as np

warnings.filterwarnings("ignore")
ORRERY = os.environ.get("ORRERY", str(pathlib.Path(__file__).resolve().parent.parent / "orrery"))
ROWS, WIDTH = 64, 6
RANDOM = np.random.default_rng(7)
X = RANDOM.normal(size=(ROWS, WIDTH)).astype(np.float32)
SCORE = X[:, 0] * X[:, 1] + np.sin(2 * X[:, 2]) - 0.5 * X[:, 3]
Y = SCORE + 0.1 * RANDOM.normal(size=ROWS)
TWO = (SCORE > 0).astype(int)
THREE = np.digitize(SCORE, [-0.6, 0.6])


class Missing(Exception):
    """A library is not installed."""


def library(name):
    try:
        return __import__(name, fromlist=["x"])
    except Exception as e:
        raise Missing(f"no {name}") from e


class Case:
    """One exported model: its file, what it looks at, what to read, what the framework says of any input."""

    def __init__(self, file, predict, read, inputs=X, name="x", move=("{name}[0]", lambda a: add_first(a)), target=None,
                 steep=True, tree=None):
        self.file, self.predict, self.read, self.inputs, self.name = file, predict, read, inputs, name
        self.move, self.target, self.steep, self.tree = move, target or read, steep, tree


def add_first(a):
    moved = a.copy()
    moved[:, 0] += 1
    return moved


# What is exported -----------------------------------------------------------------------------------------------------


def scikit(make, target, folder, name, predict, read, steep, tree=None, classes=False):
    library("sklearn")
    skl = library("skl2onnx")
    types = library("skl2onnx.common.data_types")
    model = make().fit(X, target)
    options = {id(model): {"zipmap": False}} if classes else None
    onnx = skl.convert_sklearn(model, initial_types=[("x", types.FloatTensorType([None, WIDTH]))], options=options,
                               target_opset={"": 17, "ai.onnx.ml": 3})
    file = folder / f"{name}.onnx"
    file.write_bytes(onnx.SerializeToString())
    return Case(file, lambda a: predict(model, a), read, steep=steep, tree=tree and (lambda a: tree(model, a)))


def value(model, a):
    return np.asarray(model.predict(a), dtype=np.float64).reshape(len(a))


def chance(model, a):
    return model.predict_proba(a)[:, 1]


def without_first_of_forest(model, a):
    return sum(tree.predict(a) for tree in model.estimators_[1:]) / len(model.estimators_)


def without_first_of_boosting(model, a):
    return model.predict(a) - model.learning_rate * model.estimators_[0, 0].predict(a)


def scikit_models():
    def load(path, cls):
        return lambda **kw: getattr(library(path), cls)(**kw)

    def pipeline(*steps):
        return lambda: library("sklearn.pipeline").make_pipeline(*[step() for step in steps])

    scaler = lambda: load("sklearn.preprocessing", "StandardScaler")()
    linear, ensemble, net = "sklearn.linear_model", "sklearn.ensemble", "sklearn.neural_network"
    return {
        "sklearn-linear": (pipeline(scaler, lambda: load(linear, "Ridge")()), Y, value, "variable[0]", True, None),
        "sklearn-logistic": (pipeline(scaler, lambda: load(linear, "LogisticRegression")()), TWO, chance,
                             "probabilities[1]", True, None),
        "sklearn-mlp": (lambda: load(net, "MLPRegressor")(hidden_layer_sizes=(16, 8), max_iter=300, random_state=1), Y,
                        value, "variable[0]", True, None),
        "sklearn-mlp-classifier": (lambda: load(net, "MLPClassifier")(hidden_layer_sizes=(16,), max_iter=300,
                                                                      random_state=1), THREE, chance,
                                   "probabilities[1]", True, None),
        "sklearn-svr": (lambda: load("sklearn.svm", "SVR")(), Y, value, "variable[0]", False, None),
        "sklearn-gaussian-process": (lambda: load("sklearn.gaussian_process", "GaussianProcessRegressor")(
            kernel=load("sklearn.gaussian_process.kernels", "RBF")(), alpha=0.1), Y, value, "GPmean[0]", False, None),
        "sklearn-tree": (lambda: load("sklearn.tree", "DecisionTreeClassifier")(max_depth=4, random_state=1), THREE,
                         chance, "probabilities[1]", False, None),
        "sklearn-forest": (lambda: load(ensemble, "RandomForestRegressor")(n_estimators=10, max_depth=5, random_state=1),
                           Y, value, "variable[0]", False, without_first_of_forest),
        "sklearn-forest-classifier": (lambda: load(ensemble, "RandomForestClassifier")(
            n_estimators=10, max_depth=5, random_state=1), THREE, chance, "probabilities[1]", False, None),
        "sklearn-boosting": (lambda: load(ensemble, "GradientBoostingRegressor")(n_estimators=20, random_state=1), Y,
                             value, "variable[0]", False, without_first_of_boosting),
        "sklearn-boosting-classifier": (lambda: load(ensemble, "GradientBoostingClassifier")(
            n_estimators=20, random_state=1), TWO, chance, "probabilities[1]", False, None),
        "sklearn-histogram-boosting": (lambda: load(ensemble, "HistGradientBoostingRegressor")(
            max_iter=20, min_samples_leaf=5, random_state=1), Y, value, "variable[0]", False, None),
    }


def boosters():
    def make(kind, name, target, regressor):
        def exported(folder):
            tools = library("onnxmltools")
            types = library("onnxmltools.convert.common.data_types")
            if kind == "lightgbm":
                lib = library("lightgbm")
                cls = lib.LGBMRegressor if regressor else lib.LGBMClassifier
                model = cls(n_estimators=20, num_leaves=8, min_child_samples=5, random_state=1, verbose=-1).fit(X, target)
                convert = tools.convert_lightgbm
            else:
                lib = library("xgboost")
                cls = lib.XGBRegressor if regressor else lib.XGBClassifier
                model = cls(n_estimators=20, max_depth=3, random_state=1).fit(X, target)
                convert = tools.convert_xgboost
            extra = {} if kind == "xgboost" or regressor else {"zipmap": False}
            onnx = convert(model, initial_types=[("x", types.FloatTensorType([None, WIDTH]))], target_opset=15, **extra)
            file = folder / f"{name}.onnx"
            file.write_bytes(onnx.SerializeToString())
            read = "variable[0]" if regressor else "probabilities[1]"
            tree = None
            if kind == "lightgbm" and regressor:
                tree = lambda a: model.predict(a) - model.predict(a, start_iteration=0, num_iteration=1)
            return Case(file, lambda a: (value if regressor else chance)(model, a), read, steep=False, tree=tree)

        return exported

    return {f"{kind}-{what}": make(kind, f"{kind}-{what}", target, regressor) for kind in ("lightgbm", "xgboost")
            for what, target, regressor in (("regressor", Y, True), ("classifier", TWO, False),
                                            ("three-classes", THREE, False))}


def torch_models():
    def train(torch, net, inputs, labels):
        torch.manual_seed(2)
        steps = torch.optim.Adam(net.parameters(), lr=0.01)
        for _ in range(60):
            steps.zero_grad()
            scores = net(torch.from_numpy(inputs))
            torch.nn.functional.cross_entropy(scores.reshape(-1, scores.shape[-1]),
                                              torch.from_numpy(labels).reshape(-1).long()).backward()
            steps.step()
        return net.eval()

    def make(name, build, inputs, read, axes, dynamo, move, labels, target=None):
        def exported(folder):
            torch = library("torch")
            if dynamo:
                library("onnxscript")
            torch.manual_seed(1)
            net = train(torch, build(torch), inputs, labels)
            example = torch.from_numpy(inputs[:3])
            file = folder / f"{name}-{'dynamo' if dynamo else 'script'}.onnx"
            if dynamo:
                torch.onnx.export(net, (example,), str(file), dynamo=True, input_names=["x"], output_names=["y"],
                                  dynamic_shapes=({0: torch.export.Dim("batch")},), external_data=False, verbose=False)
            else:
                torch.onnx.export(net, (example,), str(file), dynamo=False, opset_version=17, input_names=["x"],
                                  output_names=["y"], dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}})

            def predict(a):
                with torch.no_grad():
                    return net(torch.from_numpy(a)).numpy()[axes]

            return Case(file, predict, read, inputs, move=move, target=target)

        return exported

    pictures = RANDOM.normal(size=(ROWS, 1, 12, 12)).astype(np.float32)
    tokens = RANDOM.integers(0, 11, size=(ROWS, 9))
    spots = (pictures[:, 0, 3:6, 3:6].mean(axis=(1, 2)) > 0).astype(int)
    signals = RANDOM.normal(size=(ROWS, 9, WIDTH)).astype(np.float32)

    ends = np.digitize(signals[:, -1, 0] + signals[:, 2, 1], [-0.7, 0.7])

    def mlp(t):
        return t.nn.Sequential(t.nn.Linear(WIDTH, 16), t.nn.GELU(), t.nn.LayerNorm(16), t.nn.Linear(16, 3))

    def cnn(t):
        return t.nn.Sequential(t.nn.Conv2d(1, 4, 3, padding=1), t.nn.BatchNorm2d(4), t.nn.ReLU(), t.nn.MaxPool2d(2),
                               t.nn.Conv2d(4, 8, 3, stride=2), t.nn.ReLU(), t.nn.AdaptiveAvgPool2d(1), t.nn.Flatten(),
                               t.nn.Linear(8, 3))

    def transformer(t):
        class Net(t.nn.Module):
            def __init__(self):
                super().__init__()
                self.embed = t.nn.Embedding(11, 16)
                layer = t.nn.TransformerEncoderLayer(16, 4, 32, dropout=0, batch_first=True, norm_first=True)
                self.blocks = t.nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
                self.head = t.nn.Linear(16, 11)

            def forward(self, x):
                return self.head(self.blocks(self.embed(x)))

        return Net()

    def recurrent(t):
        class Net(t.nn.Module):
            def __init__(self):
                super().__init__()
                self.cell = t.nn.GRU(WIDTH, 8, batch_first=True)
                self.head = t.nn.Linear(8, 3)

            def forward(self, x):
                return self.head(self.cell(x)[0][:, -1])

        return Net()

    def corner(a):
        moved = a.copy()
        moved[:, 0, 3, 4] += 1
        return moved

    def fourth(a):
        moved = a.copy()
        moved[:, 4] = 3
        return moved

    def at_two(a):
        moved = a.copy()
        moved[:, 2, 1] += 1
        return moved

    all_models = {}
    for dynamo in (False, True):
        kind = "dynamo" if dynamo else "script"
        all_models[f"torch-mlp-{kind}"] = make("mlp", mlp, X, "y[1]", (slice(None), 1), dynamo, ("x[0] += 1", add_first), THREE)
        all_models[f"torch-cnn-{kind}"] = make("cnn", cnn, pictures, "y[1]", (slice(None), 1), dynamo,
                                               ("x[0, 3, 4] += 1", corner), spots)
        all_models[f"torch-transformer-{kind}"] = make("transformer", transformer, tokens, "y[2] @ 8",
                                                       (slice(None), 8, 2), dynamo, ("x = 3 @ 4", fourth), np.roll(tokens, 1, axis=1))
        all_models[f"torch-gru-{kind}"] = make("gru", recurrent, signals, "y[1]", (slice(None), 1), dynamo,
                                               ("x[2, 1] += 1", at_two), ends)
    return all_models


def keras_models():
    """By Keras' own exporter, on the backend that is there; PyTorch's where nothing else is named."""
    os.environ.setdefault("KERAS_BACKEND", "torch")
    rows = np.random.default_rng(9).normal(size=(ROWS, 8, 8, 1)).astype(np.float32)

    def corner(a):
        moved = a.copy()
        moved[:, 3, 4, 0] += 1
        return moved

    def perceptron(layers):
        return [layers.Dense(16, activation="gelu"), layers.Dense(3)]

    def convolution(layers):
        return [layers.Conv2D(4, 3, activation="relu"), layers.BatchNormalization(), layers.MaxPooling2D(), layers.Flatten(),
                layers.Dense(3, activation="softmax")]

    def make(name, build, inputs, labels, move):
        def exported(folder):
            keras = library("keras")
            keras.utils.set_random_seed(1)
            net = keras.Sequential([keras.Input(inputs.shape[1:], name="x"), *build(keras.layers)])
            net.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=name == "mlp"))
            net.fit(inputs, labels, epochs=20, verbose=0)
            file = folder / f"keras-{name}.onnx"
            net.export(str(file), format="onnx", verbose=False)
            return Case(file, lambda a: net.predict(a, verbose=0)[:, 1], "{output}[1]", inputs=inputs, move=move)

        return exported

    return {"keras-mlp": make("mlp", perceptron, X, THREE, ("{name}[0] += 1", add_first)),
            "keras-cnn": make("cnn", convolution, rows, THREE, ("{name}[3, 4, 0] += 1", corner))}


def models():
    all_models = {}
    for name, (make, target, predict, read, steep, tree) in scikit_models().items():
        all_models[name] = (lambda folder, n=name, m=make, t=target, p=predict, r=read, s=steep, f=tree:
                            scikit(m, t, folder, n, p, r, s, f, "probabilities" in r))
    return all_models | boosters() | torch_models() | keras_models()


# What is asked --------------------------------------------------------------------------------------------------------


def orrery(*arguments):
    done = subprocess.run([ORRERY, *map(str, arguments)], capture_output=True, text=True)
    return done.returncode, done.stdout, " ".join(done.stderr.split())


def claim(*arguments):
    code, out, error = orrery(*arguments, "--json")
    if not out.strip():
        return {}, f"exit {code}: {error[:160]}"
    answer = json.loads(out)
    answer = answer[0] if isinstance(answer, list) else answer
    failed = [check["name"] + ": " + check["detail"] for check in answer["checks"] if not check["passed"]]
    if answer["estimate"] is None:
        return answer, answer["reason"] or ("; ".join(failed) if answer["status"] == "refused" else "")
    return answer, "; ".join(failed)[:600]


def compare(found, expected):
    expected = float(np.mean(expected))
    gap = abs(found - expected) / max(1.0, abs(expected))
    return gap


def examine(case, folder):
    data = folder / (case.file.stem + ".npz")
    code, told, error = orrery("open", case.file)
    if code:
        return ["fails", "", "", "", ""], [error]
    notes = [line.strip() for line in told.splitlines() if "not recognised" in line or "cannot be taken" in line]
    name = re.search(r"^\s*input (\S+):", told, re.M).group(1)
    read = case.read
    if "{output}" in read:
        read = read.replace("{output}", "`" + re.search(r"^\s*output (\S+):", told, re.M).group(1) + "`")
    np.savez(data, **{name: case.inputs})
    move = case.move[0].format(name=name)
    move = move if "=" in move else move + " += 1"
    base, moved = case.predict(case.inputs), case.predict(case.move[1](case.inputs))
    cells = ["opened"]
    answer, problem = claim("ask", case.file, f"E[{read}]", "--with", data)
    cells.append(cell(answer.get("estimate"), base, problem, notes))
    answer, problem = claim("ask", case.file, f"E[{read}] | do({move})", "--with", data)
    cells.append(cell(answer.get("on"), moved, problem, notes))
    if case.tree:
        answer, problem = claim("ask", case.file, f"E[{read}] | do(tree.0 = knockout)", "--with", data)
        cells.append(cell(answer.get("on"), case.tree(case.inputs), problem, notes))
    else:
        cells.append("")
    method = "integrated-gradients" if case.steep else "occlusion"
    answer, problem = claim("explain", case.file, "--target", read, "--input", data, "--method", method)
    rows = (answer.get("table") or {}).get("rows") or []
    alike = problem.startswith("parameter randomisation") and ";" not in problem.split(")")[-1]
    if problem and not alike:
        notes.append("explain: " + problem)
    cells.append("see below" if problem and not alike or not rows else f"{len(rows)} parts" + (" (r)" if alike else ""))
    return cells, notes


def cell(found, expected, problem, notes):
    if problem:
        notes.append(problem)
    if found is None:
        return "see below"
    return f"{compare(found, expected):.0e}" + (" (*)" if problem else "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep")
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    folder = pathlib.Path(given.keep or tempfile.mkdtemp(prefix="exporters-"))
    folder.mkdir(parents=True, exist_ok=True)
    print("| model | open | see: E[y] | do: input moved | do: tree.0 out | explain |\n|---|---|---|---|---|---|", flush=True)
    notes, worst = [], 0.0
    for name, make in models().items():
        if given.names and not any(part in name for part in given.names):
            continue
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                case = make(folder)
            cells, own = examine(case, folder)
        except Missing as e:
            cells, own = [f"not tried: {e}", "", "", "", ""], []
        except Exception as e:  # an exporter that fails is a line of the table, too
            cells, own = ["not exported", "", "", "", ""], [f"{type(e).__name__}: {e}".replace("\n", " ")[:200]]
        print("| " + " | ".join([name, *cells]) + " |", flush=True)
        worst = max([worst] + [float(each.split()[0]) for each in cells if re.match(r"^\d+e", each)])
        notes += [f"{name}: {note}" for note in own]
    print("\nThe numbers are |Orrery - framework| / max(1, |framework|), of means over the examples; the worst is "
          f"{worst:.0e}. (r): shuffled parameters give the parts nearly the same order.")
    for note in notes:
        print("- " + note)
    return 0 if worst < 1e-4 else 1


if __name__ == "__main__":
    sys.exit(main())
