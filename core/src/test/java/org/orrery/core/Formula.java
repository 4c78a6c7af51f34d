package org.orrery.core;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A machine of one line, y = f(inputs, time, seed), whose every answer is known. It can be broken on purpose. */
final class Formula implements Model {
    /** y, from the inputs in their order. */
    @FunctionalInterface
    interface Law {
        double y(double[] inputs, double time, long seed);
    }

    /** Ways to be broken. */
    enum Flaw {
        LEAKING_CONTROL, SILENT_MOVE, SILENT_BELOW_ZERO, NO_PROOF
    }

    private final Map<String, Double> inputs;
    private final Law law;
    private final Set<Flaw> flaws;

    private Formula(Map<String, Double> inputs, Law law, Set<Flaw> flaws) {
        this.inputs = inputs;
        this.law = law;
        this.flaws = flaws;
    }

    /** Inputs named a, b, c ... with their published values. */
    static Formula of(Law law, double... published) {
        Map<String, Double> inputs = new LinkedHashMap<>();
        for (int i = 0; i < published.length; i++) {
            inputs.put(Character.toString('a' + i), published[i]);
        }
        return new Formula(inputs, law, EnumSet.noneOf(Flaw.class));
    }

    Formula with(Flaw flaw) {
        return new Formula(inputs, law, EnumSet.of(flaw));
    }

    @Override
    public Source source() {
        return new Source("formula.txt", "0".repeat(64));
    }

    @Override
    public String kind() {
        return "mechanism";
    }

    @Override
    public String timeUnit() {
        return "day";
    }

    @Override
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        inputs.forEach((name, value) -> variables
                .add(new Variable(name, name, "parameter", List.of(), null, value, true, true)));
        variables.add(new Variable("y", "y", "output", List.of(), "mM", Double.NaN, false, false));
        return variables;
    }

    @Override
    public List<String> summary() {
        return List.of("one formula");
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of(new Claim.Assumption("the formula is right", Claim.State.UNTESTED));
    }

    @Override
    public Machine prepare(Plan plan) {
        List<String> names = List.copyOf(inputs.keySet());
        plan.moves().forEach(move -> place(move.address()));
        plan.readings().forEach(this::time);
        plan.courses().forEach(this::requireY);
        return world -> run(plan, world, names);
    }

    private Run run(Plan plan, World world, List<String> names) {
        double[] values = inputs.values().stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; i < plan.inputs().size(); i++) {
            values[names.indexOf(plan.inputs().get(i))] = world.inputs()[i];
        }
        List<Run.Firing> firings = new ArrayList<>();
        for (Intervention move : plan.moves()) {
            int place = place(move.address());
            double before = values[place];
            boolean acts = world.arming() == World.Arming.ON && !flaws.contains(Flaw.SILENT_MOVE)
                    && !(flaws.contains(Flaw.SILENT_BELOW_ZERO) && before < 0);
            values[place] = acts ? moved(move, before) : before + 0;
            if (!flaws.contains(Flaw.NO_PROOF)) {
                firings.add(new Run.Firing(acts, names.get(place) + " went from " + before + " to " + values[place]));
            }
        }
        double leak = world.arming() == World.Arming.NO_OP && flaws.contains(Flaw.LEAKING_CONTROL) ? 1e-12 : 0;
        double[] readings = plan.readings().stream().mapToDouble(r -> law.y(values, time(r), world.seed()) + leak)
                .toArray();
        double[][] courses = plan.courses().stream().map(_ -> plan.grid().stream()
                .mapToDouble(t -> law.y(values, t, world.seed())).toArray()).toArray(double[][]::new);
        return new Run(readings, courses, firings, List.of(), "1 evaluation",
                List.of(new Method("closed form", "a formula")));
    }

    private static double moved(Intervention move, double before) {
        return switch (move) {
            case Intervention.Clamp clamp -> clamp.value();
            case Intervention.Pulse pulse -> pulse.value();
            case Intervention.Enter enter -> throw enter.meaningless();
            case Intervention.Shift shift -> before + shift.by();
            case Intervention.Scale scale -> before * scale.factor();
            case Intervention.Knockout _ -> 0;
            case Intervention.Removal _,Intervention.Freeze _,Intervention.Swap _,Intervention.Steer _ ->
                throw new Refusal("no surgery on a formula", "");
            case Intervention.Patch patch -> throw new Refusal("no " + patch.source(), "");
        };
    }

    private int place(Address address) {
        int place = List.copyOf(inputs.keySet()).indexOf(address.name());
        if (place < 0) {
            throw new InvalidInput("no " + address, Nearest.advice(address.name(), inputs.keySet()));
        }
        return place;
    }

    private double time(Quantity reading) {
        return switch (reading) {
            case Quantity.Read(Address address) -> requireY(address);
            case Quantity.At(Quantity.Read(Address address), double time) -> time + requireY(address);
            default -> throw new Refusal("cannot read " + reading, "");
        };
    }

    private double requireY(Address address) {
        if (!address.equals(Address.of("y"))) {
            throw new InvalidInput("no " + address, Nearest.advice(address.name(), List.of("y")));
        }
        return 0;
    }
}
