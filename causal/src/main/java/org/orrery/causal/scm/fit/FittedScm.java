package org.orrery.causal.scm.fit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.scm.Coded;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.causal.scm.Regressor;
import org.orrery.causal.scm.Scm;
import org.orrery.core.Address;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Nearest;
import org.orrery.core.Numbers;
import org.orrery.core.Seeds;
import org.orrery.core.Value;
import org.orrery.core.Window;

/** A model with the data that it was fitted to. The values of a factor are the numbers of its levels, from 0. */
public final class FittedScm {
    private final MixedGraph graph;
    private final Table table;
    private final Table.Complete complete;
    private final Sample sample;
    private final Map<String, Choosing.Choice> choices;
    private final long seed;
    private final Scm scm;

    FittedScm(MixedGraph graph, Table table, Table.Complete complete, Sample sample,
            Map<String, Choosing.Choice> choices, long seed) {
        this.graph = graph;
        this.table = table;
        this.complete = complete;
        this.sample = sample;
        this.choices = choices;
        this.seed = seed;
        this.scm = fit(sample);
    }

    /** The model, fitted to all complete rows. */
    public Scm scm() {
        return scm;
    }

    public MixedGraph graph() {
        return graph;
    }

    /** How many complete rows it was fitted to. */
    public int rows() {
        return sample.size();
    }

    public long seed() {
        return seed;
    }

    /** What was left out for missing values, empty where nothing was. */
    public String leftOut() {
        return complete.told();
    }

    public Kind kind(String name) {
        return choice(name).kind();
    }

    private Choosing.Choice choice(String name) {
        Choosing.Choice choice = choices.get(name);
        if (choice == null) {
            throw new InvalidInput("The graph has no variable '" + name + "'.", Nearest.advice(name, choices.keySet()));
        }
        return choice;
    }

    /** What a variable's mechanism is, for people. */
    public String told(String name) {
        Choosing.Choice choice = choice(name);
        return name + ": " + choice.kind()
                + (Double.isNaN(choice.error())
                        ? ""
                        : " (root mean square error " + Numbers.round(choice.error(), 4) + ", cross-validated)");
    }

    /** Another model of the same kinds, fitted to these of the complete rows; one may stand several times. */
    public Scm refitted(int[] rows) {
        return fit(sample.rows(rows));
    }

    /**
     * The model with the functions of some variables fitted to these of the complete rows, and all noises as they are: enough
     * for {@link org.orrery.causal.scm.Twin}, and cheap where noises take fits of their own.
     */
    Scm refunctioned(int[] rows, NodeSet nodes) {
        Sample some = sample.rows(rows);
        Map<String, Mechanism> others = new LinkedHashMap<>();
        for (int node : nodes.toArray()) {
            String name = scm.name(node);
            if (choice(name).kind() != Kind.GIVEN
                    && scm.mechanism(
                            node) instanceof Mechanism.AdditiveNoise(List<String> causes, Regressor _, Noise noise)) {
                others.put(name, new Mechanism.AdditiveNoise(causes,
                        new Fitting(some, name, causes).function(choice(name)), noise));
            }
        }
        return scm.with(others);
    }

    /** The rows of a resample with replacement, known by its number. */
    public int[] resample(int number) {
        SplittableRandom random = new SplittableRandom(Seeds.stream(Seeds.stream(seed, "bootstrap"), number));
        return random.ints(sample.size(), 0, sample.size()).toArray();
    }

    private Scm fit(Sample rows) {
        Map<String, Mechanism> mechanisms = new LinkedHashMap<>();
        for (int node = 0; node < graph.size(); node++) {
            String name = graph.name(node);
            mechanisms.put(name, fitting(rows, name, node).as(choice(name)));
        }
        return Scm.of(mechanisms);
    }

    private Fitting fitting(Sample rows, String name, int node) {
        return new Fitting(rows, name, choice(name).form() instanceof Form.Equation equation
                ? equation.causes()
                : Scms.causes(graph, node));
    }

    /** The unknown numbers of equations that were written, fitted to all complete rows. */
    public Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        choices.values().forEach(choice -> {
            if (choice.form() instanceof Form.Equation equation) {
                numbers.putAll(equation.starts());
            }
        });
        return numbers;
    }

    /** The same fitted to these of the complete rows, in the same order. */
    public double[] numbers(int[] rows) {
        Sample some = sample.rows(rows);
        return IntStream.range(0, graph.size()).mapToObj(node -> {
            String name = graph.name(node);
            return choice(name).form() instanceof Form.Equation equation
                    ? fitting(some, name, node).numbers(equation)
                    : new double[0];
        }).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Unknown numbers in the equation of a variable that the rows do not tell; empty where they tell them all. */
    public List<String> undetermined(String name) {
        return choice(name).undetermined();
    }

    /** Whether the noise of a variable, which is added to what its causes make, spreads alike whatever they are. */
    public Evenness evenness(String name) {
        int node = scm.node(name);
        if (!(scm.mechanism(
                node) instanceof Mechanism.AdditiveNoise(List<String> causes, Regressor function, Noise noise))) {
            throw new IllegalArgumentException(name + " has no noise that is added");
        }
        int[] coding = sample.coding(causes);
        double[][] rows = IntStream.range(0, sample.size()).mapToObj(i -> sample.causes(causes, i))
                .toArray(double[][]::new);
        double[] values = sample.column(name);
        // Of trees what is left over of the rows that they were fitted to is too small; the noise holds what others left.
        double[] left = noise instanceof Noise.Empirical(double[] each)
                ? each
                : IntStream.range(0, rows.length).mapToDouble(i -> values[i] - function.at(rows[i])).toArray();
        return Evenness.of(left, Arrays.stream(rows).map(row -> Coded.columns(coding, row)).toArray(double[][]::new));
    }

    /** One of the complete rows, by variable. */
    public double[] complete(int row) {
        return sample.all(row);
    }

    /**
     * One row of the table as it was read, missing values being NaN.
     *
     * @param row counted from 0
     * @throws InvalidInput if there is no such row
     */
    public double[] row(int row) {
        if (row < 0 || row >= table.rows()) {
            throw new InvalidInput("There is no row " + row + ": " + table.source() + " has " + table.rows()
                    + " rows, counted from 0.", "Maybe " + Math.clamp(row, 0, table.rows() - 1) + ".");
        }
        return Sample.of(table.rows(new int[]{row}), graph.names()).all(0);
    }

    /** The smallest and the largest value of a column among the complete rows. */
    public double[] range(String name) {
        double[] values = sample.column(name);
        return new double[]{Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN)};
    }

    /** A value as people read it: of a factor, the name of its level. */
    public String shown(String name, double value) {
        List<String> levels = sample.levels(name);
        int level = (int) value;
        return levels.isEmpty() || level != value || level < 0 || level >= levels.size()
                ? Numbers.round(value, 6)
                : levels.get(level);
    }

    /** Moves that name a level of a factor, by the level's number. */
    private List<Intervention> numbered(List<Intervention> moves) {
        return moves.stream().map(move -> move instanceof Intervention.Enter(Address at, Value.State state, Window when)
                && sample.isFactor(at.name()) ? Intervention.hold(at, level(at.name(), state.name()), when) : move)
                .toList();
    }

    /**
     * The number of a factor's level.
     *
     * @throws InvalidInput if it has none of this name, with the nearest ones
     */
    public int level(String name, String level) {
        List<String> levels = sample.levels(name);
        int number = levels.indexOf(level);
        if (number < 0) {
            throw new InvalidInput("The column " + name + " has no level '" + level + "'.",
                    Nearest.advice(level, levels));
        }
        return number;
    }

    /**
     * What one row would have been.
     *
     * @param row of the table as it was read, counted from 0
     * @throws InvalidInput if there is no such row, it lacks a value that is needed, or a move makes no sense
     * @throws org.orrery.core.Refusal if a mechanism in between cannot be inverted
     */
    public UnitCounterfactual counterfactual(int row, List<Intervention> moves, String outcome, Lab lab) {
        return counterfactual(row(row), "row " + row, moves, outcome, lab);
    }

    /**
     * What a case would have been.
     *
     * @param values by variable, in the graph's order; NaN where nothing was seen
     * @param called the case, for messages
     */
    public UnitCounterfactual counterfactual(double[] values, String called, List<Intervention> moves, String outcome,
            Lab lab) {
        return new Imagining(this, values, called, numbered(moves), outcome).imagined(lab);
    }
}
