package org.orrery.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.orrery.core.Address;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.Variable;
import org.orrery.core.World;

/** S decays to P in a volume of 2: S(t) = S0 exp(-k t), P(t) = S0 - S(t). */
record FakeModel(Path file, Set<String> words) implements Model {
    private static final double VOLUME = 2;

    @Override
    public Source source() {
        return new Source(String.valueOf(file.getFileName()), "ab".repeat(32));
    }

    @Override
    public String kind() {
        return "mechanism";
    }

    @Override
    public String timeUnit() {
        return "s";
    }

    @Override
    public List<Variable> variables() {
        if (words.contains("empty")) {
            return List.of();
        }
        List<Variable> variables = new ArrayList<>(List.of(
                new Variable("S", "substrate", "species", List.of(), "mM", 10, true, true),
                new Variable("P", "P", "species", List.of(), "mM", 0, true, true),
                new Variable("k", "k", "parameter", List.of(), "1/s", 0.1, true, true),
                new Variable("J0", "J0", "reaction", List.of(), null, Double.NaN, false, true)));
        if (words.contains("many")) {
            IntStream.range(0, 60).forEach(i -> variables
                    .add(new Variable("extra" + i, "extra" + i, "parameter", List.of(), null, i, true, false)));
        }
        return variables;
    }

    @Override
    public List<String> summary() {
        return List.of("A decay of two species.", "Time in seconds.");
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of(new Claim.Assumption("The vessel is well mixed.", Claim.State.UNTESTED));
    }

    @Override
    public Machine prepare(Plan plan) {
        plan.inputs().forEach(this::known);
        plan.courses().forEach(address -> known(address.name().replaceAll("\\.(amount|concentration)$", "")));
        for (String option : plan.options().keySet()) {
            if (!Set.of("rtol", "atol", "method").contains(option)) {
                throw new InvalidInput("There is no option '" + option + "'.", "");
            }
        }
        if ("magic".equals(plan.options().get("method"))) {
            throw new InvalidInput("There is no method 'magic'.", "Maybe 'exact'.");
        }
        for (Intervention move : plan.moves()) {
            known(move.address().name());
            if (!(move instanceof Intervention.Clamp)) {
                throw new Refusal("'" + move + "' is not supported here.", "A clamp would do.");
            }
        }
        return world -> run(plan, world);
    }

    private void known(String name) {
        if (variables().stream().noneMatch(variable -> variable.name().equals(name))) {
            throw new InvalidInput("There is no variable '" + name + "'.", "Maybe 'S'.");
        }
    }

    private Run run(Plan plan, World world) {
        if (words.contains("failing")) {
            throw new RunFailure("S left the range of numbers at time 3");
        }
        double s0 = value(plan, world, "S", 10);
        double k = value(plan, world, "k", 0.1);
        boolean on = world.arming() == World.Arming.ON;
        List<Run.Firing> firings = plan.moves().stream()
                .map(move -> new Run.Firing(on && !words.contains("stuck"), "read back")).toList();
        double[] readings = plan.readings().stream().mapToDouble(quantity -> evaluate(quantity, 0, s0, k)).toArray();
        double[][] courses = plan.courses().stream()
                .map(address -> plan.grid().stream().mapToDouble(time -> read(address, time, s0, k)).toArray())
                .toArray(double[][]::new);
        List<String> remarks = words.contains("remark") ? List.of("S fell below zero.") : List.of();
        return new Run(readings, courses, firings, remarks, "closed form");
    }

    private static double value(Plan plan, World world, String name, double usual) {
        int input = plan.inputs().indexOf(name);
        double value = input < 0 ? usual : world.inputs()[input];
        for (Intervention move : plan.moves()) {
            if (world.arming() == World.Arming.ON && move.address().name().equals(name)
                    && move instanceof Intervention.Clamp clamp) {
                value = clamp.value();
            }
        }
        return value;
    }

    private double read(Address address, double time, double s0, double k) {
        if (words.contains("infinite") && time > 0) {
            return time > 1
                    ? Double.NaN
                    : address.name().equals("S")
                            ? Double.POSITIVE_INFINITY
                            : Double.NEGATIVE_INFINITY;
        }
        double s = s0 * Math.exp(-k * time);
        return switch (address.name()) {
            case "S", "S.concentration" -> s;
            case "S.amount" -> VOLUME * s;
            case "P", "P.concentration" -> s0 - s;
            case "P.amount" -> VOLUME * (s0 - s);
            case "k" -> k;
            default -> throw new InvalidInput("There is no variable '" + address + "'.", "Maybe 'S'.");
        };
    }

    private double evaluate(Quantity quantity, double time, double s0, double k) {
        ToDoubleFunction<Quantity> here = part -> evaluate(part, time, s0, k);
        return switch (quantity) {
            case Quantity.Num number -> number.value();
            case Quantity.Read read -> read(read.address(), time, s0, k);
            case Quantity.At at -> evaluate(at.of(), at.time(), s0, k);
            case Quantity.Binary binary -> binary.operator().apply(here.applyAsDouble(binary.left()),
                    here.applyAsDouble(binary.right()));
            case Quantity.Apply apply -> apply.function().apply(here.applyAsDouble(apply.of()));
            default -> throw new Refusal("'" + quantity + "' is not supported here.", "A value at one time would do.");
        };
    }
}
