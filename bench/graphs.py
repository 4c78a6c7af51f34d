"""Random graphs that Orrery has answered, answered by the tools of the field; started by bench/graphs.

usage: graphs.py TASKS.tsv SECONDS-A-CALL

Optimal adjustment sets are unique, so sets are compared; of identification the verdicts are. Times are of one call on a graph object
that is made before, the least of three. A call that takes longer than the seconds is given up and counted, and the tool is not asked about
larger graphs once it gave up on more than half of a size.
"""
import collections, logging, signal, statistics, sys, time, warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import networkx
from dowhy.causal_identifier.efficient_backdoor import EfficientBackdoor
from pgmpy.base import DAG
from pgmpy.identification import Adjustment
from y0.algorithm.identify import identify_outcomes
from y0.dsl import Variable
from y0.graph import NxMixedGraph


class GivenUp(Exception):
    pass


def give_up(*_):
    raise GivenUp


signal.signal(signal.SIGALRM, give_up)


def dowhy_optimal(nodes, arrows, _, x, y):
    graph = networkx.DiGraph(arrows)
    graph.add_nodes_from(nodes)
    return lambda: set(EfficientBackdoor(graph=graph, action_nodes=[x], outcome_nodes=[y], observed_nodes=nodes).optimal_adj_set())


def pgmpy_minimal(nodes, arrows, _, x, y):
    graph = DAG(arrows, roles={"exposures": x, "outcomes": y})
    graph.add_nodes_from(nodes)
    return lambda: Adjustment(variant="minimal").identify(graph) and None  # another set than the optimal one: not compared


def networkx_minimal(nodes, arrows, _, x, y):
    """A separator in the graph without the first arrows of the causal paths, as the adjustment criterion has it."""
    graph = networkx.DiGraph(arrows)
    graph.add_nodes_from(nodes)

    def find():
        on_paths = networkx.descendants(graph, x) & (networkx.ancestors(graph, y) | {y})
        forbidden = on_paths.union(*(networkx.descendants(graph, v) for v in on_paths)) | {x, y}
        proper = graph.copy()
        proper.remove_edges_from([(x, v) for v in graph.successors(x) if v in on_paths])
        networkx.find_minimal_d_separator(proper, x, y, restricted=set(nodes) - forbidden)

    return find


def y0_verdict(nodes, arrows, ties, x, y):
    graph = NxMixedGraph.from_str_edges(nodes=nodes, directed=arrows, undirected=ties)
    return lambda: "identified" if identify_outcomes(graph, Variable(x), Variable(y)) is not None else "not identified"


PEERS = {"optimal set": [("DoWhy, optimal", dowhy_optimal), ("pgmpy, minimal", pgmpy_minimal), ("NetworkX, minimal", networkx_minimal)],
         "identification": [("y0", y0_verdict)]}


def main():
    limit = int(sys.argv[2])
    sizes = collections.defaultdict(list)
    for line in open(sys.argv[1]):
        task, n, x, y, edges, answer, nanos = line.rstrip("\n").split("\t")
        sizes[task, int(n)].append((x, y, edges.split(), answer, int(nanos) / 1e6))
    print("| task | nodes | tool | graphs | same answer | median ms | worst ms | median of the ratios to Orrery |\n|---|---|---|---|---|---|---|---|")
    lost = set()
    for (task, n), rows in sizes.items():
        ours = [row[4] for row in rows]
        print(f"| {task} | {n} | Orrery | {len(rows)} | | {statistics.median(ours):.3g} | {max(ours):.3g} | |")
        for name, make in PEERS[task]:
            if name not in lost and told(name, make, task, n, rows, limit):
                lost.add(name)


def told(name, make, task, n, rows, limit):
    times, ratios, same, compared, stopped, failed = [], [], 0, 0, 0, collections.Counter()
    for x, y, edges, answer, ours in rows:
        nodes = [f"v{i}" for i in range(n)]
        arrows = [("v" + a, "v" + b) for a, b in (e.split(">") for e in edges if ">" in e)]
        ties = [("v" + a, "v" + b) for a, b in (e.split("-") for e in edges if "-" in e)]
        call = make(nodes, arrows, ties, "v" + x, "v" + y)
        least = float("inf")
        signal.alarm(limit)
        try:
            for _ in range(3):
                began = time.perf_counter()
                found = call()
                least = min(least, time.perf_counter() - began)
        except GivenUp:
            stopped += 1
            continue
        except Exception as e:
            failed[type(e).__name__] += 1
            continue
        finally:
            signal.alarm(0)
        times.append(least * 1e3)
        ratios.append(least * 1e3 / ours)
        if found is not None:
            compared += 1
            expected = {"v" + v for v in answer.split(",") if v} if isinstance(found, set) else answer
            same += found == expected
            if found != expected:
                print(f"{name}: {found}, Orrery: {answer}, {x} on {y} in {' '.join(edges)}", file=sys.stderr)
    agreed = f"{same} of {compared}" if compared else ""
    trouble = [f"{stopped} given up after {limit} s"] * bool(stopped) + [f"{k} {v} times" for k, v in failed.items()]
    told = f"{statistics.median(times):.3g} | {max(times):.3g} | {statistics.median(ratios):.3g}" if times else " | | "
    print(f"| {task} | {n} | {name}{'; ' if trouble else ''}{', '.join(trouble)} | {len(times)} | {agreed} | {told} |", flush=True)
    return stopped > len(rows) / 2


main()
