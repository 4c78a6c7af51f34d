"""One trajectory of each model by Orrery and by libRoadRunner (CVODE), compared at the same achieved error.

usage: trajectories.py MODELS.csv [--out TABLE.md] [--only ID,...] [--seconds S] [--methods auto,...] [--outputs N] [--curves]
           [--new N]
MODELS.csv: a header, then id,file,T. Started by bench/trajectories, which knows the class path (ORRERY_JAVA, ORRERY_CP).

Reference: Orrery's RADAU5 or Rodas5P at a step tolerance of 1e-12 (or what the model allows), cross-checked with CVODE
at its tightest. Error: the largest of |x - ref| / (atol_i + |ref|) over the outputs (100) and all species, atol_i = 1e-3 of
the species' largest value; species that stay below 1e-12 of the largest are left out. Time: the thread's CPU time, warm,
the median of the later half of many runs. Each tool runs a ladder of tolerances; its work-precision curve is made
monotone and read off at the same error by linear interpolation in the logarithms. CVODE gets the absolute tolerances
that fit the answer: rtol * 1e-3 * (largest value) for each species.

A whole call reads the file, makes the model ready and solves once, in a warm process, and is compared at the same error in
the same way. There are two kinds. Known: the process has run this model before. Orrery finds the code that it generated;
libRoadRunner finds the machine code that it compiled, as long as another instance with the same file lives, which is so here
and in a loop that assigns each new instance to the name of the last. New (with --new N): a process that has run the other
models of the table meets this one for the first time; the median of N such processes, at the first tolerance that gives
an error of 1e-4 or less. libRoadRunner's time to compile is what loading takes longer while no instance lives.
"""
import argparse, csv, math, os, statistics, subprocess, sys, tempfile, time

import numpy
import roadrunner

roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
INTERVALS = 100
WHOLE = (1e-3, 1e-4, 1e-5, 1e-6)
TARGETS = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
OURS = [10.0**-k for k in (2, 3, 4, 5, 6, 7, 8)]
THEIRS = [10.0**-k for k in (3, 4, 5, 6, 7, 8, 9, 10, 11)]


class Orrery:
    def __init__(self):
        self.process = subprocess.Popen(
            [os.environ["ORRERY_JAVA"], "-XX:+UseSerialGC", "-XX:LoopUnrollLimit=500", "-cp", os.environ["ORRERY_CP"],
             "org.orrery.bench.Trajectories"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.folder = tempfile.mkdtemp()

    def ask(self, model, options, columns, out, seconds):
        line = "\t".join([model["file"], model["T"], str(INTERVALS), options, columns, out, str(seconds)])
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().rstrip("\n").split("\t")

    def warm(self, model, options, seconds):
        self.ask(model, options, "-", "-", seconds)

    def run(self, model, options, seconds):
        out = os.path.join(self.folder, "courses")
        fields = self.ask(model, options, ",".join(model["ours"]), out, seconds)
        if fields[0] != "ok":
            return None, fields[-1]
        courses = numpy.fromfile(out, dtype=">f8").reshape(len(model["ours"]), INTERVALS + 1).T
        return courses, dict(solve=float(fields[1]), best=float(fields[2]), first=float(fields[3]),
                             whole=float(fields[4]), work=fields[5])


def cvode(runner, model, relative, absolute, seconds):
    runner.integrator.relative_tolerance = relative
    runner.integrator.absolute_tolerance = 1e-12
    runner.integrator.maximum_num_steps = 100_000
    times, courses = [], None
    began = time.perf_counter()
    try:
        while len(times) < 4 or (time.perf_counter() - began < seconds and len(times) < 1000):
            runner.resetAll()
            for name, value in absolute.items():
                runner.integrator.setIndividualTolerance(name, value)
            start = time.thread_time()
            result = runner.simulate(0, float(model["T"]), INTERVALS + 1)
            times.append(time.thread_time() - start)
            if courses is None:
                courses = numpy.array(result)[:, 1:]
    except RuntimeError as failure:
        return None, str(failure).splitlines()[0]
    return courses, statistics.median(times[len(times) // 2:]) * 1e3


def whole(model, selections, relative, absolute):
    """Milliseconds of a whole call while another instance lives; None where it fails."""
    times = []
    try:
        for _ in range(5):
            start = time.thread_time()
            runner = roadrunner.RoadRunner(model["file"])
            runner.timeCourseSelections = selections
            runner.integrator.relative_tolerance = relative
            runner.integrator.absolute_tolerance = 1e-12
            runner.integrator.maximum_num_steps = 100_000
            for name, value in absolute.items():
                runner.integrator.setIndividualTolerance(name, value)
            runner.simulate(0, float(model["T"]), INTERVALS + 1)
            times.append((time.thread_time() - start) * 1e3)
    except RuntimeError:
        return None
    return statistics.median(times)


def loading(model):
    start = time.thread_time()
    runner = roadrunner.RoadRunner(model["file"])
    return (time.thread_time() - start) * 1e3, runner


def new_to_us(model, others, relative, processes):
    """Milliseconds of the first whole call in processes that have run the other models."""
    times = []
    for _ in range(processes):
        orrery = Orrery()
        for other in others:
            orrery.warm(other, f"rtol={relative}", 0.6)
        answer = orrery.run(model, f"rtol={relative}", 0)[1]
        times.append(answer["first"])
        orrery.process.stdin.close()
        orrery.process.wait()
    return statistics.median(times)


def has_tolerance(runner, name):
    try:
        runner.integrator.setIndividualTolerance(name, 1e-12)
        return True
    except RuntimeError:  # a species that is no state
        return False


def error(courses, truth, scale, kept):
    wrong = numpy.abs(courses - truth) / (scale + numpy.abs(truth))
    return float(numpy.max(wrong[:, kept]))


def at(curve, target):
    """Time at the target error, log-log; None outside of the curve. Points that are slower and no better are dropped."""
    best = []
    for wrong, millis in sorted(curve):
        if not best or millis < best[-1][1]:
            best.append((wrong, millis))
    if len(best) > 0 and target >= best[-1][0]:
        return best[-1][1]  # cheaper than asked for is the cheapest run
    for (e0, t0), (e1, t1) in zip(best, best[1:]):
        if e0 <= target <= e1:
            share = (math.log(target) - math.log(e0)) / (math.log(e1) - math.log(e0))
            return math.exp(math.log(t0) + share * (math.log(t1) - math.log(t0)))
    return None


def compare(orrery, model, methods, seconds):
    fresh = []
    for _ in range(3):
        millis, runner = loading(model)
        fresh.append(millis)
        del runner
    runner = loading(model)[1]
    compiling = statistics.median(fresh) - statistics.median(loading(model)[0] for _ in range(3))
    species = list(runner.model.getFloatingSpeciesIds())
    rates = [name for name in runner.getRateRuleIds() if name not in species]
    model["ours"] = [name + ".amount" for name in species] + rates
    runner.timeCourseSelections = ["time"] + species + rates
    truth, note = None, None
    for method, tight in (("radau5", 1e-11), ("rodas5p", 1e-10), ("rodas5p", 1e-9), ("rodas5p", 1e-8)):
        if method == "radau5" and len(species) > 100:
            continue  # its matrices are twice as large
        truth, note = orrery.run(model, f"method={method},rtol={tight}", 0)
        if truth is not None:
            break
    if truth is None:
        print(model["id"], "no reference:", note, file=sys.stderr)
        return None
    scale = numpy.max(numpy.abs(truth), axis=0)
    kept = scale > 1e-12 * numpy.max(scale)
    weight = numpy.where(kept, 1e-3 * scale, 1.0)
    sizes = {name: float(max(size, 1e-12 * numpy.max(scale)))
             for name, size in zip(species, scale) if has_tolerance(runner, name)}
    tolerance = lambda relative: {name: relative * 1e-3 * size for name, size in sizes.items()}
    row = dict(id=model["id"], states=len(species), compiling=compiling, ours={}, theirs=[], whole=[], whole_theirs=[])
    for relative in THEIRS:
        courses, millis = cvode(runner, model, relative, tolerance(relative), seconds)
        if courses is not None:
            row["theirs"].append((error(courses, truth, weight, kept), millis, relative))
            row["whole_theirs"].append((row["theirs"][-1][0], whole(model, ["time"] + species + rates, relative,
                                                                     tolerance(relative))))
        else:
            print(model["id"], "CVODE at", relative, millis, file=sys.stderr)
    for method in methods:
        row["ours"][method] = []
        for relative in OURS:
            courses, answer = orrery.run(model, f"method={method},rtol={relative}", seconds)
            if courses is None:
                print(model["id"], method, relative, answer, file=sys.stderr)
                continue
            row["ours"][method].append((error(courses, truth, weight, kept), answer["solve"], relative))
            if method == methods[0]:
                row["whole"].append((row["ours"][method][-1][0], answer["whole"]))
            if relative == 1e-6 and method == methods[0]:
                row["default"] = answer
                row["default_error"] = row["ours"][method][-1][0]
    row["agreement"] = min((e for e, _, _ in row["theirs"]), default=float("nan"))
    return row


def number(value):
    return "" if value is None else f"{value:.3g}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("models")
    parser.add_argument("--out")
    parser.add_argument("--only")
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--methods", default="auto")
    parser.add_argument("--curves", action="store_true")
    parser.add_argument("--outputs", type=int, default=100)
    parser.add_argument("--new", type=int, default=0)
    given = parser.parse_args()
    global INTERVALS
    INTERVALS = given.outputs
    with open(given.models) as lines:
        models = list(csv.DictReader(lines))
    everything = models
    if given.only:
        models = [m for m in models if any(part in m["id"] for part in given.only.split(","))]
    methods = given.methods.split(",")
    orrery = Orrery()
    for model in everything:  # a warm process is one that has run models for some seconds
        orrery.warm(model, "rtol=1e-4", given.seconds)
    rows = []
    out = open(given.out, "w") if given.out else sys.stdout
    head = "| model | states | agree | " + " | ".join(f"{m} {t:.0e}" for m in methods for t in TARGETS)
    print(head + " | default ms | its error | " + " | ".join(f"whole, known {t:.0e}" for t in WHOLE)
          + " | whole, known 1e-4, ms | theirs | whole, new 1e-4, ms | theirs | speed-up |", file=out)
    print("|---" * (10 + len(methods) * len(TARGETS) + len(WHOLE)) + "|", file=out)
    for model in models:
        row = compare(orrery, model, methods, given.seconds)
        if row is None:
            continue
        theirs = [(e, t) for e, t, _ in row["theirs"]]
        row["ratios"] = {}
        for method in methods:
            ours = [(e, t) for e, t, _ in row["ours"][method]]
            for target in TARGETS:
                a, b = at(ours, target), at(theirs, target)
                row["ratios"][method, target] = b / a if a and b else None
        rows.append(row)
        pairs = {t: (at(row["whole"], t), at([w for w in row["whole_theirs"] if w[1]], t)) for t in WHOLE}
        row["known"] = {t: b / a if a and b else None for t, (a, b) in pairs.items()}
        ours, theirs = pairs[1e-4]
        theirs_new = theirs + row["compiling"] if theirs else None
        enough = [r for e, _, r in row["ours"][methods[0]] if e <= 1e-4]
        ours_new = new_to_us(model, [m for m in everything if m["id"] != model["id"]],
                             enough[0], given.new) if given.new and enough else None
        row["new"] = theirs_new / ours_new if theirs_new and ours_new else None
        default = row.get("default", {})
        cells = [row["id"].replace("BIOMD0000000", ""), str(row["states"]), f"{row['agreement']:.0e}"]
        cells += [number(row["ratios"][m, t]) for m in methods for t in TARGETS]
        cells += [number(default.get("solve")), f"{row.get('default_error', float('nan')):.0e}"]
        cells += [number(row["known"][t]) for t in WHOLE]
        cells += [number(ours), number(theirs), number(ours_new), number(theirs_new), number(row["new"])]
        print("| " + " | ".join(cells) + " |", file=out, flush=True)
        if given.curves:
            for method in methods:
                print("   ", method, " ".join(f"({r:.0e}: {e:.1e} {t:.3g})" for e, t, r in row["ours"][method]), file=out)
            print("    cvode", " ".join(f"({r:.0e}: {e:.1e} {t:.3g})" for e, t, r in row["theirs"]), file=out, flush=True)
            print("   ", default.get("work"), file=out, flush=True)
    kinds = [(f"whole, known model, error {t:.0e}", [r["known"][t] for r in rows if r["known"][t]]) for t in WHOLE]
    for kind, ratios in kinds + [("whole, new model, error 1e-4", [r["new"] for r in rows if r["new"]])]:
        if ratios:
            print(f"{kind}: median speed-up {statistics.median(ratios):.2f}, least {min(ratios):.2f}, "
                  f"{sum(r < 0.8 for r in ratios)} of {len(ratios)} below 0.8", file=out)
    for method in methods:
        for target in TARGETS:
            ratios = [r["ratios"][method, target] for r in rows if r["ratios"][method, target]]
            if ratios:
                print(f"{method}, error {target:.0e}: median speed-up {statistics.median(ratios):.2f}, least "
                      f"{min(ratios):.2f}, {sum(r < 0.8 for r in ratios)} of {len(ratios)} below 0.8", file=out)


if __name__ == "__main__":
    main()
