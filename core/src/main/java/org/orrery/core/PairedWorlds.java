package org.orrery.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The worlds of an experiment: the nominal one (as published, with the settings) and one for each member of the ensemble,
 * each untouched and operated with the same inputs and the same seed.
 */
final class PairedWorlds {
    /** Members that run the no-op control beside the nominal world. Each costs one more run. */
    private static final int CONTROLLED = 3;

    /** How the failure of a member begins whose runs ended, but in no number. */
    static final String NOT_FINITE = "the result is not a finite number";

    /** How the failure of a member begins that failed with its interventions in force. */
    static final String OPERATED = "operated, ";

    private final Experiment experiment;
    private final Reckoning reckoning;
    private final List<Quantity> readings;
    private final boolean moved;
    private final List<String> inputs;
    private final double[] nominal;
    private final Plan plan;
    private final @Nullable Machine machine;
    private final Kept kept;

    PairedWorlds(Experiment experiment, Reckoning reckoning) {
        this(experiment, reckoning, true);
    }

    /** @param own whether the worlds are run here; where they are not, {@link #trial} is told what came out */
    PairedWorlds(Experiment experiment, Reckoning reckoning, boolean own) {
        this.experiment = experiment;
        this.reckoning = reckoning;
        this.readings = reckoning.readings();
        List<Intervention> moves = experiment.question().moves();
        this.moved = !moves.isEmpty();
        this.kept = new Kept(moves.size());
        Map<String, Double> values = nominalInputs();
        this.inputs = List.copyOf(values.keySet());
        this.nominal = values.values().stream().mapToDouble(Double::doubleValue).toArray();
        this.plan = new Plan(inputs, moves, readings, experiment.courses(), experiment.grid(), experiment.options());
        this.machine = own ? experiment.model().prepare(plan) : null;
    }

    Plan plan() {
        return plan;
    }

    private Machine machine() {
        if (machine == null) {
            throw new IllegalStateException("these worlds are run elsewhere");
        }
        return machine;
    }

    /** The worlds of the nominal one (member -1) or of a member: off, on and, where it is a control, no-op. */
    List<World> worlds(int member) {
        double[] values = values(member);
        long seed = Seeds.stream(experiment.seed(), member + 1L);
        List<World> worlds = new ArrayList<>(List.of(new World(World.Arming.OFF, values, seed),
                new World(World.Arming.ON, values, seed)));
        if (member < CONTROLLED) {
            worlds.add(new World(World.Arming.NO_OP, values, seed));
        }
        return worlds;
    }

    private double[] values(int member) {
        double[] values = nominal.clone();
        if (member >= 0) {
            double[] draws = experiment.ensemble().draws()[member];
            System.arraycopy(draws, 0, values, values.length - draws.length, draws.length);
        }
        return values;
    }

    Trial nominal() {
        return trial(nominal, Seeds.stream(experiment.seed(), 0), true);
    }

    /** How many members are best run together. */
    int block() {
        return Math.max(1, machine().preferredBlock());
    }

    /** The members of the ensemble from {@code from} up to, not with, {@code to}, counted from 0. */
    List<Trial> members(int from, int to) {
        List<World> off = new ArrayList<>();
        List<World> on = new ArrayList<>();
        List<World> idle = new ArrayList<>();
        for (int member = from; member < to; member++) {
            double[] values = values(member);
            long seed = Seeds.stream(experiment.seed(), member + 1L);
            off.add(new World(World.Arming.OFF, values, seed));
            if (moved) {
                on.add(new World(World.Arming.ON, values, seed));
                if (member < CONTROLLED) {
                    idle.add(new World(World.Arming.NO_OP, values, seed));
                }
            }
        }
        List<Outcome> offs = machine().runAll(off);
        List<Outcome> ons = moved ? machine().runAll(on) : offs;
        List<Outcome> controls = idle.isEmpty() ? List.of() : machine().runAll(idle);
        List<Trial> trials = new ArrayList<>(offs.size());
        for (int i = 0; i < offs.size(); i++) {
            trials.add(kept.of(trial(offs.get(i), ons.get(i), i < controls.size() ? controls.get(i) : null)));
        }
        return trials;
    }

    /**
     * The moves at random, in the nominal world or in some members.
     *
     * @param members which; none for the nominal world
     */
    Rivals rivals(List<Integer> members) {
        List<World> worlds = (members.isEmpty() ? List.of(-1) : members).stream()
                .map(member -> new World(World.Arming.ON, values(member), Seeds.stream(experiment.seed(), member + 1L)))
                .toList();
        return machine().atRandom(worlds, RandomControl.DRAWS);
    }

    private Trial trial(double[] values, long seed, boolean controlled) {
        Outcome off = Outcome.of(machine(), new World(World.Arming.OFF, values, seed));
        Outcome on = moved && off instanceof Outcome.Finished
                ? Outcome.of(machine(), new World(World.Arming.ON, values, seed))
                : off;
        Outcome idle = moved && controlled && on instanceof Outcome.Finished
                ? Outcome.of(machine(), new World(World.Arming.NO_OP, values, seed))
                : null;
        return trial(off, on, idle);
    }

    /** @param idle the control, null where none is run */
    Trial trial(Outcome offOutcome, Outcome onOutcome, @Nullable Outcome idle) {
        if (!(offOutcome instanceof Outcome.Finished(Run off))) {
            return failed(offOutcome);
        }
        if (!(onOutcome instanceof Outcome.Finished(Run on))) {
            return new Trial.Failed(OPERATED + failed(onOutcome).reason());
        }
        double[] offTerms = reckoning.terms(off);
        double[] onTerms = on == off ? offTerms : reckoning.terms(on);
        for (int term = 0; term < offTerms.length; term++) {
            if (!Double.isFinite(offTerms[term]) || !Double.isFinite(onTerms[term])) {
                return new Trial.Failed(NOT_FINITE + ": "
                        + Numbers.round(offTerms[term], 6)
                        + (moved ? " untouched, " + Numbers.round(onTerms[term], 6) + " operated" : ""));
            }
        }
        List<String> remarks = new ArrayList<>(off.remarks());
        if (moved) {
            remarks.addAll(on.remarks());
        }
        return new Trial.Finished(offTerms, onTerms, off.courses(), on.courses(), on.firings(),
                idle == null ? null : control(off, idle), remarks.stream().distinct().toList(),
                Stream.concat(off.methods().stream(), on.methods().stream()).distinct().toList(), reckoning.range(off),
                reckoning.range(on), checks(off, on), moved ? on.assumptions() : List.of());
    }

    private static Trial.Failed failed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(RunFailure failure) -> new Trial.Failed(String.valueOf(failure.getMessage()));
            case Outcome.Finished _ -> throw new IllegalArgumentException("a finished run has not failed");
        };
    }

    private List<Claim.Check> checks(Run off, Run on) {
        if (!moved) {
            return off.checks();
        }
        List<Claim.Check> checks = new ArrayList<>();
        off.checks().forEach(each -> checks.add(new Claim.Check(each.name() + ", off", each.passed(), each.detail())));
        on.checks().forEach(each -> checks.add(new Claim.Check(each.name() + ", on", each.passed(), each.detail())));
        return checks;
    }

    /** What the same machinery changes when it acts and changes nothing; it must be nothing at all. */
    private String control(Run off, Outcome outcome) {
        if (!(outcome instanceof Outcome.Finished(Run idle))) {
            return "the control run failed: " + (outcome instanceof Outcome.Failed(RunFailure failure)
                    ? failure.getMessage()
                    : "");
        }
        for (int i = 0; i < readings.size(); i++) {
            if (differs(idle.readings()[i], off.readings()[i])) {
                return readings.get(i) + " went from " + off.readings()[i] + " to " + idle.readings()[i];
            }
        }
        for (int course = 0; course < off.courses().length; course++) {
            for (int i = 0; i < off.courses()[course].length; i++) {
                if (differs(idle.courses()[course][i], off.courses()[course][i])) {
                    return experiment.courses().get(course) + " changed at time "
                            + Numbers.print(experiment.grid().get(i));
                }
            }
        }
        return "";
    }

    /** Zeros of either sign are the same number, and so is what is undefined in both. */
    private static boolean differs(double a, double b) {
        return a != b && !(Double.isNaN(a) && Double.isNaN(b));
    }

    /** The settings that are not varied, by name, then the varied inputs in the order of their columns. */
    private Map<String, Double> nominalInputs() {
        Map<String, Variable> variables = new LinkedHashMap<>();
        experiment.model().variables().forEach(v -> variables.put(v.name(), v));
        Map<String, Double> values = new LinkedHashMap<>();
        new TreeMap<>(experiment.settings()).forEach((name, value) -> {
            settable(name, variables);
            Numbers.requireFinite(value, "The value of " + name);
            if (!experiment.ensemble().inputs().contains(name)) {
                values.put(name, value);
            }
        });
        for (String name : experiment.ensemble().inputs()) {
            double published = settable(name, variables).value();
            double value = experiment.settings().getOrDefault(name, published);
            if (!Double.isFinite(value)) {
                throw new InvalidInput("The varied input " + name + " has no value of its own in the model.",
                        "Maybe set one beside its distribution: --set " + name + "=1");
            }
            values.put(name, value);
        }
        return values;
    }

    private static Variable settable(String name, Map<String, Variable> variables) {
        @Nullable
        Variable variable = variables.get(name);
        if (variable == null) {
            throw new InvalidInput("The model has no variable '" + name + "'.",
                    Nearest.advice(name, variables.keySet()));
        }
        boolean array = variable.shape().stream().anyMatch(length -> length != 1);
        if (!variable.settable() && variable.kind().equals("input") && array) {
            String size = variable.shape().stream().map(length -> length < 0 ? "?" : length.toString())
                    .collect(Collectors.joining(" x "));
            throw new InvalidInput(
                    "The input " + name + " is an array of " + size + " numbers, which --set cannot give.",
                    "Maybe bring examples: --with data.npz (or .npy, .csv, ...).");
        }
        if (!variable.settable()) {
            throw new InvalidInput(
                    "The " + variable.kind() + " " + name + " cannot be given another value at the start.",
                    "Maybe operate on it instead: do(" + Address.of(name) + " = 1)");
        }
        return variable;
    }
}
