package org.orrery.core;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Short ways to ask in tests. */
final class Asking {
    private Asking() {}

    static Experiment about(Model model, String question, Ensemble ensemble) {
        return new Experiment(model, Question.parse(question), Map.of(), ensemble, Map.of(), List.of(), List.of(), 1,
                "test");
    }

    static Claim claim(Model model, String question) {
        return about(model, question, Ensemble.NONE).ask(Lab.SINGLE).claim();
    }

    static Claim claim(Model model, String question, Ensemble ensemble) {
        return about(model, question, ensemble).ask(Lab.SINGLE).claim();
    }

    /** Inputs a, b, c ..., each uniform between -1 and 1. */
    static Ensemble uniform(int inputs, int members, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] draws = new double[members][inputs];
        for (double[] row : draws) {
            for (int i = 0; i < inputs; i++) {
                row[i] = random.nextDouble(-1, 1);
            }
        }
        return of(draws);
    }

    static Ensemble of(double[][] draws) {
        List<String> names = IntStream.range(0, draws[0].length).mapToObj(i -> Character.toString('a' + i)).toList();
        return new Ensemble(names, names.stream().map(_ -> "uniform(-1, 1)").toList(), draws,
                "the inputs are independent");
    }

    static Claim.Check check(Claim claim, String name) {
        return claim.checks().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    /** The claim without the time it took. */
    static Claim timeless(Claim c) {
        Claim.Provenance p = c.provenance();
        return new Claim(c.question(), c.status(), c.reason(), c.rung(), c.scope(), c.estimate(), c.unit(),
                c.interval(),
                c.off(), c.on(), c.uncertainty(), c.assumptions(), c.checks(), c.sentence(), c.table(),
                new Claim.Provenance(p.model(), p.modelSha256(), p.dataSha256(), p.version(), p.seed(), p.method(), 0));
    }
}
