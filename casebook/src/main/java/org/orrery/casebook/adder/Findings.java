package org.orrery.casebook.adder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.orrery.casebook.Notebook;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.Machine;
import org.orrery.core.Numbers;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.World;
import org.orrery.network.NetworkModel;

/** What one adding network loses with the units of each of its frequencies. */
final class Findings {
    /** How near single precision comes to the closed form: logits go up to 22.5, where one step is 2e-6. */
    static final double SAME = 2e-5;
    private static final String RIGHT = "P(logits.argmax = sum)";

    /**
     * What went with the units of one frequency, over all pairs and answers.
     *
     * @param height of the wave of that frequency in what went
     * @param share of what went that is this wave
     * @param margin by which the right answer still leads, at the narrowest pair
     * @param farthest from the closed form that any logit is
     */
    record Loss(int frequency, int units, double accuracy, double margin, double height, double share,
            double farthest) {}

    private final String title;
    private final String about;
    private final int[] units;
    private final List<Loss> losses = new ArrayList<>();
    private final double margin;
    private final boolean written;

    /**
     * @param written whether each frequency must take exactly its wave away
     * @param width how many hidden units there are
     */
    Findings(String id, String title, String about, NetworkModel network, int width, boolean written,
            Notebook notebook) {
        this.title = title;
        this.about = about;
        this.written = written;
        NetworkModel model = network.looking(Adder.pairs(), "all pairs");
        units = frequencies(model, width);
        notebook.ask(id + "-accuracy", model, RIGHT);
        double[][] whole = logits(model, List.of());
        margin = margin(whole);
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        IntStream.of(units).forEach(frequency -> counts.merge(frequency, 1, Integer::sum));
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            int frequency = count.getKey();
            String name = id + "-drop-" + frequency;
            String question = RIGHT + " | " + Adder.knockout(units, frequency);
            notebook.ask(name, model, question);
            Loss loss = loss(frequency, count.getValue(), notebook.on(name), whole,
                    logits(model, Question.parse(question).moves()));
            losses.add(loss);
            if (written) {
                notebook.check(name, new Claim.Check("exactly that wave", loss.farthest() < SAME,
                        "over all pairs and answers what went is " + Numbers.print(Adder.HEIGHT) + " cos(2 pi "
                                + frequency + " (a + b - q) / 53) to " + Numbers.round(loss.farthest(), 2)));
            }
        }
    }

    /** The frequency that is strongest in what each unit reads of a and of b. */
    private static int[] frequencies(NetworkModel model, int width) {
        List<Quantity> readings = new ArrayList<>();
        for (String side : List.of("pre_a", "pre_b")) {
            IntStream.range(0, width).forEach(unit -> readings.add(Quantity.parse(side + "[" + unit + "]")));
        }
        // Pairs (x, x) show both sides at once.
        double[][] read = run(model, List.of(), readings, IntStream.range(0, Adder.P).map(x -> x * (Adder.P + 1))
                .toArray());
        return IntStream.range(0, width).map(unit -> {
            int best = 1;
            double most = -1;
            for (int k = 1; k <= Adder.P / 2; k++) {
                double power = power(read, unit, k) + power(read, width + unit, k);
                if (power > most) {
                    most = power;
                    best = k;
                }
            }
            return best;
        }).toArray();
    }

    private static double power(double[][] read, int column, int k) {
        double cos = 0;
        double sin = 0;
        for (int x = 0; x < read.length; x++) {
            double angle = 2 * Math.PI * (k * x % Adder.P) / Adder.P;
            cos += read[x][column] * Math.cos(angle);
            sin += read[x][column] * Math.sin(angle);
        }
        return cos * cos + sin * sin;
    }

    private static double[][] logits(NetworkModel model, List<Intervention> moves) {
        return run(model, moves, IntStream.range(0, Adder.P).mapToObj(q -> Quantity.parse("logits[" + q + "]"))
                .toList(), IntStream.range(0, Adder.P * Adder.P).toArray());
    }

    private static double[][] run(NetworkModel model, List<Intervention> moves, List<Quantity> readings, int[] rows) {
        Machine machine = model.prepare(new Plan(List.of("row"), moves, readings, List.of(), List.of(), Map.of()));
        World.Arming arming = moves.isEmpty() ? World.Arming.OFF : World.Arming.ON;
        double[][] read = new double[rows.length][];
        int block = machine.preferredBlock();
        for (int from = 0; from < rows.length; from += block) {
            List<World> worlds = IntStream.range(from, Math.min(rows.length, from + block))
                    .mapToObj(i -> new World(arming, new double[]{rows[i]}, 0)).toList();
            List<Outcome> outcomes = machine.runAll(worlds);
            for (int i = 0; i < outcomes.size(); i++) {
                read[from + i] = switch (outcomes.get(i)) {
                    case Outcome.Finished finished -> finished.run().readings();
                    case Outcome.Failed failed -> throw failed.failure();
                };
            }
        }
        return read;
    }

    private static Loss loss(int frequency, int units, double accuracy, double[][] whole, double[][] rest) {
        double along = 0;
        double square = 0;
        double farthest = 0;
        for (int pair = 0; pair < whole.length; pair++) {
            double mean = 0;
            for (int q = 0; q < Adder.P; q++) {
                mean += (whole[pair][q] - rest[pair][q]) / Adder.P;
            }
            for (int q = 0; q < Adder.P; q++) {
                double went = whole[pair][q] - rest[pair][q];
                double wave = Adder.wave(frequency, pair / Adder.P, pair % Adder.P, q);
                farthest = Math.max(farthest, Math.abs(went - wave));
                // What goes from all answers alike changes no verdict.
                along += (went - mean) * wave / Adder.HEIGHT;
                square += (went - mean) * (went - mean);
            }
        }
        double size = (double) whole.length * Adder.P;
        double height = 2 * along / size;
        return new Loss(frequency, units, accuracy, margin(rest), height, height * height / 2 * size / square,
                farthest);
    }

    private static double margin(double[][] logits) {
        double least = Double.POSITIVE_INFINITY;
        for (int pair = 0; pair < logits.length; pair++) {
            int sum = (pair / Adder.P + pair % Adder.P) % Adder.P;
            for (int q = 0; q < Adder.P; q++) {
                least = q == sum ? least : Math.min(least, logits[pair][sum] - logits[pair][q]);
            }
        }
        return least;
    }

    String title() {
        return title;
    }

    String about() {
        return about;
    }

    boolean isWritten() {
        return written;
    }

    double margin() {
        return margin;
    }

    List<Loss> losses() {
        return losses;
    }

    int[] units() {
        return units.clone();
    }
}
