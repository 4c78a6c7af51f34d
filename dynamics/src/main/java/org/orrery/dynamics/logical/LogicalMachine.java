package org.orrery.dynamics.logical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Machine;
import org.orrery.core.Method;
import org.orrery.core.Nearest;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.logical.LogicalNetwork.Species;

/** A logical network made ready for a plan. A run records all levels up to the last step that is asked for. */
final class LogicalMachine implements Machine {
    private static final Method AT_ONCE = new Method("synchronous updates", "S. A. Kauffman, Metabolic stability and"
            + " epigenesis in randomly constructed genetic nets, Journal of Theoretical Biology 22 (1969) 437-467."
            + " doi:10.1016/0022-5193(69)90015-0");
    private static final Method ONE_BY_ONE = new Method("asynchronous updates", "R. Thomas, Regulatory networks seen as"
            + " asynchronous automata: a logical description, Journal of Theoretical Biology 153 (1991) 1-23."
            + " doi:10.1016/S0022-5193(05)80350-9");
    /** Levels that one run may record. */
    private static final long RECORDED = 20_000_000;

    private final List<Species> species;
    private final Map<String, Integer> places = new HashMap<>();
    private final Update update;
    private final boolean synchronous;
    private final List<Move> moves = new ArrayList<>();
    private final List<Reading> readings;
    private final int[] courses;
    private final int[] times;
    private final int[] inputs;
    private final int end;

    LogicalMachine(LogicalNetwork network, Plan plan) {
        species = network.species();
        for (int i = 0; i < species.size(); i++) {
            places.put(species.get(i).id(), i);
        }
        synchronous = isSynchronous(plan.options());
        for (Intervention intervention : plan.moves()) {
            int place = place(intervention.address());
            Move move = Move.of(intervention, place, species.get(place));
            if (moves.stream().anyMatch(move::overlaps)) {
                throw new InvalidInput("'" + intervention + "' moves what another move moves at the same steps.",
                        "Maybe drop one of them, or part their windows.");
            }
            moves.add(move);
        }
        readings = plan.readings().stream().map(each -> Reading.of(each, this::place)).toList();
        courses = plan.courses().stream().mapToInt(this::place).toArray();
        times = plan.grid().stream().mapToInt(time -> (int) Reading.step(time, "the table")).toArray();
        inputs = plan.inputs().stream().mapToInt(input -> place(Address.of(input))).toArray();
        for (int i = 0; i < species.size(); i++) {
            int at = i;
            if (species.get(i).initial() == null && Arrays.stream(inputs).noneMatch(each -> each == at)) {
                throw new Refusal("The file gives " + species.get(i).id() + " no initial level.",
                        "Maybe give it one: --set " + species.get(i).id() + "=0");
            }
        }
        end = end(plan.readings());
        update = new Update(network);
    }

    private static boolean isSynchronous(Map<String, String> options) {
        for (String option : options.keySet()) {
            if (!option.equals("method")) {
                throw new InvalidInput("A logical network has no setting called " + option + ".",
                        "Maybe leave it out.");
            }
        }
        return switch (options.getOrDefault("method", "synchronous")) {
            case "synchronous" -> true;
            case "asynchronous" -> false;
            case String other -> throw new InvalidInput("A logical network has no method '" + other + "'.",
                    "Maybe synchronous or asynchronous is meant.");
        };
    }

    private int end(List<Quantity> asked) {
        long last = 0;
        for (Reading reading : readings) {
            last = Math.max(last, reading.end());
        }
        for (int time : times) {
            last = Math.max(last, time);
        }
        if (readings.stream().anyMatch(Reading.Rest.class::isInstance)) {
            for (Move move : moves) {
                last = Math.max(last, move.to() == Long.MAX_VALUE ? move.from() : move.to());
            }
        }
        if ((last + 1) * species.size() > RECORDED) {
            throw new Refusal(last + " steps of " + species.size() + " species are more than the " + RECORDED
                    + " levels that a run records.",
                    "Maybe ask for an earlier step" + (asked.isEmpty()
                            ? "."
                            : " than in '"
                                    + asked.getFirst() + "'."));
        }
        return (int) last;
    }

    private int place(Address address) {
        if (!address.selectors().isEmpty()) {
            throw new InvalidInput(address + " asks for a part of " + address.name() + ", which is a single level.",
                    "Maybe leave out the brackets.");
        }
        @Nullable
        Integer place = places.get(address.name());
        if (place == null) {
            throw new InvalidInput("There is no species '" + address.name() + "' in this logical network.",
                    Nearest.advice(address.name(), species.stream().map(Species::id).toList()));
        }
        return place;
    }

    @Override
    public Run run(World world) {
        int[] start = new int[species.size()];
        for (int i = 0; i < start.length; i++) {
            Integer initial = species.get(i).initial();
            start[i] = initial == null ? 0 : initial;
        }
        for (int i = 0; i < inputs.length; i++) {
            Species set = species.get(inputs[i]);
            start[inputs[i]] = Move.level(world.inputs()[i], set, set.id() + "=" + world.inputs()[i]);
        }
        Moves armed = new Moves(moves, species, world.arming());
        Walk walk = new Walk(update, armed, synchronous, start, world.seed());
        int[][] states = new int[end + 1][];
        states[0] = walk.state.clone();
        while (walk.step < end) {
            walk.advance();
            states[(int) walk.step] = walk.state.clone();
        }
        if (readings.stream().anyMatch(Reading.Rest.class::isInstance)) {
            walk.settle();
        }
        double[] values = new double[readings.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (readings.get(i)) {
                case Reading.Moment moment -> moment.of().applyAsDouble(states[(int) moment.end()]);
                case Reading.Fold fold -> fold.of(states);
                case Reading.Rest rest -> rest.of().applyAsDouble(walk.state);
            };
        }
        double[][] rows = new double[courses.length][times.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < times.length; k++) {
                rows[i][k] = states[times[k]][courses[i]];
            }
        }
        return new Run(values, rows, armed.firings(walk.step), List.of(), walk.step + " updates",
                List.of(synchronous ? AT_ONCE : ONE_BY_ONE));
    }
}
