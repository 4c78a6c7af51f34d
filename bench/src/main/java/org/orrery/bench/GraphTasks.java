package org.orrery.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.adjust.Advice;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;

/**
 * Random graphs with our own answers and times, a line each, for the tools of the field to answer too. Tab-separated: task, nodes, treatment, outcome,
 * edges ({@code 3>5}, {@code 3-5} for an unobserved common cause), answer, nanoseconds (the least of five calls, warm).
 */
final class GraphTasks {
    private static final int WARM_UP = 300;

    private GraphTasks() {}

    public static void main(String[] arguments) {
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[0]));
        int graphs = Integer.parseInt(arguments[1]);
        for (int nodes : new int[]{10, 30, 100, 300, 1000}) {
            for (int i = 0; i < graphs; i++) {
                MixedGraph dag = Graphs.random(nodes, 6.0 / (nodes - 1), 0, random);
                int[] pair = pair(dag, random);
                tell("optimal set", dag, pair, () -> optimal(dag, pair), i);
            }
        }
        for (int nodes : new int[]{6, 12, 25, 50, 100}) {
            for (int i = 0; i < graphs; i++) {
                MixedGraph admg = Graphs.random(nodes, 4.0 / (nodes - 1), 1.0 / (nodes - 1), random);
                int[] pair = pair(admg, random);
                tell("identification", admg, pair, () -> verdict(admg, pair), i);
            }
        }
    }

    /** Two nodes of which the first causes the second, where there are such. */
    private static int[] pair(MixedGraph graph, SplittableRandom random) {
        int[] order = graph.topological();
        for (int i = 0; i < 100; i++) {
            int x = order[random.nextInt(order.length / 2)];
            NodeSet after = graph.descendants(NodeSet.of(x));
            int y = order[order.length / 2 + random.nextInt(order.length - order.length / 2)];
            if (after.contains(y)) {
                return new int[]{x, y};
            }
        }
        return new int[]{order[0], order[order.length - 1]};
    }

    private static String optimal(MixedGraph graph, int[] pair) {
        return switch (new Adjustment(graph, NodeSet.of(pair[0]), NodeSet.of(pair[1])).optimal()) {
            case Advice.NoneNeeded _ -> "";
            case Advice.Adjust(NodeSet covariates) -> Arrays.stream(covariates.toArray()).mapToObj(Integer::toString)
                    .collect(Collectors.joining(","));
            case Advice.Impossible _ -> "impossible";
            case Advice.NotAmenable _ -> "not amenable";
        };
    }

    private static String verdict(MixedGraph graph, int[] pair) {
        return switch (Identification.of(graph, new Query(NodeSet.of(pair[1]), NodeSet.of(pair[0]), NodeSet.EMPTY))) {
            case Verdict.Identified _ -> "identified";
            case Verdict.Hedged _ -> "not identified";
        };
    }

    private static void tell(String task, MixedGraph graph, int[] pair, Supplier<String> answer, int round) {
        String found = "";
        for (int i = 0; round == 0 && i < WARM_UP; i++) {
            found = answer.get();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            found = answer.get();
            least = Math.min(least, System.nanoTime() - start);
        }
        System.out.printf(Locale.ROOT, "%s\t%d\t%d\t%d\t%s\t%s\t%d%n", task, graph.size(), pair[0], pair[1],
                graph.edges().stream().map(GraphTasks::text).collect(Collectors.joining(" ")), found, least);
    }

    private static String text(Edge edge) {
        boolean unobserved = edge.atFrom() == Mark.ARROW && edge.atTo() == Mark.ARROW;
        return unobserved
                ? edge.from() + "-" + edge.to()
                : edge.atTo() == Mark.ARROW ? edge.from() + ">" + edge.to() : edge.to() + ">" + edge.from();
    }
}
