"""An ensemble of each model by Orrery, in lanes, and by libRoadRunner (CVODE) in a loop, on the same number of cores.

usage: ensembles.py [--members N] [--cores C] [--models FOLDER]   started by bench/ensembles (ORRERY_JAVA, ORRERY_CP)

Parameters are drawn log-uniformly within +-20 % of the model's own. Reference: Orrery at rtol 1e-9 (steps at 1e-11), compared with libRoadRunner at 1e-10. Error: the
largest over the first 100 members and all readings of |x - ref| / (1e-3 * largest value + |ref|), the 99th percentile.
Each tool runs a ladder of tolerances; times are compared at the tolerance of either with the same achieved error or less.
Orrery: wall time of a whole warm pass. libRoadRunner: C processes, each a loop of resetAll, set, simulate to T, two points.
"""
import argparse, math, multiprocessing, os, subprocess, tempfile, time

import numpy



def network(folder):
    """20 species in a ring with 50 reactions of mass action and saturation, not stiff."""
    import antimony
    random = numpy.random.default_rng(7)
    lines = ["model network"]
    for i in range(50):
        a, b = i % 20, (i + 1 + 2 * (i // 20)) % 20
        law = f"k{i}*S{a}/(1 + S{a})" if i % 3 == 0 else f"k{i}*S{a}*S{(b + 3) % 20}" if i % 7 == 0 else f"k{i}*S{a}"
        lines.append(f"R{i}: S{a} -> S{b}; {law}; k{i} = {random.uniform(0.2, 1.5):.3f}")
    lines += [f"S{i} = {random.uniform(0.5, 2):.3f}" for i in range(20)] + ["end"]
    antimony.loadAntimonyString("\n".join(lines))
    path = os.path.join(folder, "network.xml")
    antimony.writeSBMLFile(path, antimony.getMainModuleName())
    return path


def load(path):
    import roadrunner
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
    return roadrunner.RoadRunner(path)


def loop(job):
    path, end, readings, inputs, draws, relative = job
    runner = load(path)
    runner.timeCourseSelections = ["[%s]" % name for name in readings]
    runner.integrator.relative_tolerance = relative
    runner.integrator.absolute_tolerance = relative * 1e-6
    runner.simulate(0, end, 2)
    out = []
    began = time.perf_counter()
    for row in draws:
        runner.resetAll()
        for name, value in zip(inputs, row):
            runner.setValue(name, value)
        out.append(numpy.array(runner.simulate(0, end, 2))[-1])
    return time.perf_counter() - began, numpy.array(out)


def theirs(path, end, readings, inputs, draws, relative, cores):
    parts = numpy.array_split(draws, cores)
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        results = pool.map(loop, [(path, end, readings, inputs, part, relative) for part in parts], chunksize=1)
    return max(seconds for seconds, _ in results), numpy.concatenate([values for _, values in results])


def ours(path, end, readings, inputs, draws, relative, cores):
    with tempfile.TemporaryDirectory() as folder:
        table, out = os.path.join(folder, "draws.csv"), os.path.join(folder, "out")
        numpy.savetxt(table, draws, delimiter=",", fmt="%.17g")
        text = subprocess.run(
            [os.environ["ORRERY_JAVA"], "-XX:+UseParallelGC", "-XX:LoopUnrollLimit=500", "-cp", os.environ["ORRERY_CP"],
             "org.orrery.bench.Ensembles", "model", path, repr(end), ",".join(r + ".concentration" for r in readings),
             ",".join(inputs), str(len(draws)), repr(relative), str(cores), table, out],
            check=True, capture_output=True, text=True).stdout.split()
        values = numpy.fromfile(out, dtype=">f8").reshape(len(draws), len(readings))
        return float(text[0]), float(text[1]), values


def error(values, reference):
    largest = numpy.abs(reference).max(axis=0)
    present = largest > 1e-12 * largest.max()
    values, reference = values[: len(reference), present], reference[:, present]
    scale = 1e-3 * largest[present] + numpy.abs(reference)
    return float(numpy.quantile((numpy.abs(values - reference) / scale).max(axis=1), 0.99))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--members", type=int, default=10_000)
    arguments.add_argument("--cores", type=int, default=2)
    arguments.add_argument("--models", default="../shared/data/sbml/biomodels")
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    print("| model | tool | rtol | error | seconds | first pass |\n|---|---|---|---|---|---|")
    folder = tempfile.mkdtemp()
    # Not stiff, and stiff (Schmierer 2008, Smad signalling: 23 states).
    for path, end in ((network(folder), 20.0), (os.path.join(given.models, "BIOMD0000000173.xml"), 2500.0)):
        name = os.path.basename(path)
        if given.only not in name:
            continue
        runner = load(path)
        readings = list(runner.model.getFloatingSpeciesIds())
        free = set(runner.model.getGlobalParameterIds()) - set(runner.getAssignmentRuleIds())
        values = {p: runner.getValue(p) for p in runner.model.getGlobalParameterIds() if p in free}
        inputs = [p for p, v in values.items() if v > 0][:8]
        random = numpy.random.default_rng(1)
        draws = numpy.array([values[p] for p in inputs]) * numpy.exp(
            random.uniform(-math.log(1.2), math.log(1.2), (given.members, len(inputs))))
        _, _, reference = ours(path, end, readings, inputs, draws[:100], 1e-9, given.cores)
        _, other = theirs(path, end, readings, inputs, draws[:100], 1e-10, given.cores)
        print(f"| {name} | the references differ by | | {error(other, reference):.1e} | | |", flush=True)
        for relative in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7):
            seconds, first, result = ours(path, end, readings, inputs, draws, relative, given.cores)
            print(f"| {name} | Orrery | {relative:g} | {error(result, reference):.1e} | {seconds:.3f} | {first:.2f} |", flush=True)
        for relative in (1e-5, 1e-6, 1e-7, 1e-8, 1e-9):
            seconds, result = theirs(path, end, readings, inputs, draws, relative, given.cores)
            print(f"| {name} | libRoadRunner | {relative:g} | {error(result, reference):.1e} | {seconds:.3f} | |", flush=True)


if __name__ == "__main__":
    main()
