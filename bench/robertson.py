"""Robertson's kinetics to t = 4e4 by Orrery and by a C program on CVODE (bench/cvode/robertson.c), at the same achieved error.

usage: robertson.py PROGRAM [--outputs N] [--seconds S]
Started by bench/robertson, which builds PROGRAM. Error, curves and reference as in trajectories.py; both sides solve only:
no reading, no compiling, a warm process, the thread's CPU time. CVODE gets, at each relative tolerance, absolute tolerances of
a tenth, a thousandth and 1e-5 of it, times each species' largest value; the best of all its runs counts. Orrery runs at its
defaults with one relative tolerance after the other. The two take turns, three times over, and the medians are compared.
"""
import argparse, os, statistics, subprocess

import numpy

import trajectories
from trajectories import Orrery, at, error

TARGETS = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
OURS = [10.0**-(k / 2) for k in range(1, 17)]
THEIRS = [10.0**-(k / 2) for k in range(4, 23)]
SHARES = (1e-1, 1e-3, 1e-5)


class Cvode:
    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, relative, absolute, outputs, seconds):
        line = " ".join(map(repr, [float(relative), *map(float, absolute), int(outputs), float(seconds)]))
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        fields = self.process.stdout.readline().split()
        if fields[0] == "failed":
            return None, None, None
        courses = numpy.array([float(field) for field in fields[2:]]).reshape(outputs, 3)
        return numpy.vstack([[1, 0, 0], courses]), float(fields[0]) * 1e-3, int(fields[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--outputs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0.2)
    given = parser.parse_args()
    trajectories.INTERVALS = given.outputs
    model = dict(id="robertson", file=os.path.join(os.path.dirname(__file__), "robertson.xml"), T="4e4",
                 ours=["A", "B", "C"])
    orrery, other = Orrery(), Cvode(given.program)
    truth, note = orrery.run(model, "method=radau5,rtol=1e-11", 0)
    orrery.warm(model, "rtol=1e-3", 6)
    if truth is None:
        raise SystemExit(note)
    largest = numpy.array([1, 3.65e-5, 1])  # B's is at the start, where no output may lie
    weight, kept = 1e-3 * largest, numpy.array([True, True, True])
    ours, theirs = {}, {}
    for _ in range(3):
        for relative in OURS:
            courses, answer = orrery.run(model, f"rtol={relative}", given.seconds)
            ours.setdefault(relative, (error(courses, truth, weight, kept), [], answer["work"]))[1].append(answer["solve"])
        for relative in THEIRS:
            for share in SHARES:
                courses, millis, steps = other.run(relative, relative * share * largest, given.outputs, given.seconds / 3)
                if courses is not None:
                    theirs.setdefault((relative, share), (error(courses, truth, weight, kept), [], steps))[1].append(millis)
    for name, runs in (("Orrery", ours), ("CVODE", theirs)):
        for tolerance, (wrong, millis, work) in runs.items():
            print(f"{name} {tolerance}: error {wrong:.1e}, {statistics.median(millis) * 1e3:.1f} us, {work}")
    curves = [[(wrong, statistics.median(millis)) for wrong, millis, _ in runs.values()] for runs in (ours, theirs)]
    print(f"\n{given.outputs} outputs\n| at error | Orrery, us | CVODE, us | speed-up |\n|---|---|---|---|")
    for target in TARGETS:
        a, b = (at(curve, target) for curve in curves)
        if a and b:
            print(f"| {target:.0e} | {a * 1e3:.1f} | {b * 1e3:.1f} | {b / a:.2f} |")


main()
