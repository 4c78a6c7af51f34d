package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.InvalidInput;
import org.orrery.core.Machine;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.lower.Lowering;
import org.orrery.dynamics.lower.Variational;
import org.orrery.dynamics.mechanism.Mechanism;

/** A mechanism compiled for one plan. */
public final class MechanismMachine implements Machine {
    private final Program program;
    private final List<Move> moves = new ArrayList<>();
    private final double[] stops;
    private final int[] inputIndex;
    private final SolverSettings settings;
    private final List<String> inputs;
    private final @Nullable SteadyPlan steady;
    private final Map<String, String> absorbing;
    private final @Nullable LaneProgram lanes;

    /**
     * @throws InvalidInput if the plan names what the mechanism does not have, or times that make no sense
     * @throws org.orrery.core.Refusal if the mechanism or the plan needs what is not supported
     */
    public MechanismMachine(Mechanism mechanism, Plan plan) {
        settings = SolverSettings.of(plan.options());
        Surgery surgery = Surgery.of(mechanism, plan.moves());
        Lowered lowered = Lowering.lower(surgery.mechanism(), new LinkedHashSet<>(surgery.gears()),
                Set.copyOf(plan.inputs()));
        List<String> by = plan.readings().stream().filter(Quantity.Sensitivity.class::isInstance)
                .map(reading -> symbol(((Quantity.Sensitivity) reading).to())).distinct().toList();
        Variational variational = by.isEmpty() ? null : Variational.of(lowered, by);
        program = new Program(variational == null ? lowered : variational.lowered(), plan, variational);
        List<String> gears = lowered.moved().stream().map(gear -> gear.gate().symbol()).toList();
        for (int i = 0; i < plan.moves().size(); i++) {
            int gear = gears.indexOf(surgery.gears().get(i));
            Move ready = Move.of(plan.moves().get(i), gear, lowered.moved().get(gear));
            checkFast(ready, lowered);
            add(ready);
        }
        stops = Simulation.stops(program, moves);
        inputs = plan.inputs();
        steady = SteadyPlan.of(surgery.mechanism(), lowered, plan, program);
        absorbing = Shortfall.absorbing(mechanism, inputs);
        lanes = LaneProgram.fits(program, settings) ? new LaneProgram(program, inputs, moves) : null;
        inputIndex = plan.inputs().stream().mapToInt(lowered.declared()::indexOf).toArray();
    }

    private static String symbol(Address address) {
        if (!address.selectors().isEmpty()) {
            throw new InvalidInput(address + " asks for a part of " + address.name() + ", which is a single number.",
                    "Maybe leave out the brackets.");
        }
        return address.name();
    }

    /** A fast reaction is at rest: it can be stopped, but has no rate of its own to be held at. */
    private static void checkFast(Move move, Lowered lowered) {
        String symbol = move.gate().symbol();
        if (move.hold() && move.addend() != 0
                && lowered.algebra().extents().stream().anyMatch(extent -> extent.reaction().equals(symbol))) {
            throw new Refusal(move.text() + ": " + symbol
                    + " is a fast reaction, at rest at all times, and has no rate that could be held.",
                    "Maybe stop it: " + symbol + " = knockout.");
        }
    }

    private void add(Move move) {
        for (Move other : moves) {
            if (move.overlaps(other)) {
                throw new InvalidInput("'" + other.text() + "' and '" + move.text() + "' move the same thing at once.",
                        "Maybe give them windows that do not overlap.");
            }
        }
        moves.add(move);
    }

    @Override
    public Run run(World world) {
        Simulation simulation = new Simulation(program, moves, stops, world, inputIndex, settings, steady);
        Shortfall.check(absorbing, inputs, world.inputs(), simulation.stage());
        return simulation.run();
    }

    @Override
    public int preferredBlock() {
        return lanes == null ? 1 : LaneProgram.block();
    }

    /** In lanes where the plan allows it; a run that fails there is run by itself and has the answer that it has alone. */
    @Override
    public List<Outcome> runAll(List<World> worlds) {
        if (lanes == null) {
            return Machine.super.runAll(worlds);
        }
        @Nullable
        LaneMember[] members = new LaneMember[worlds.size()];
        @Nullable
        Outcome[] outcomes = new Outcome[worlds.size()];
        for (int i = 0; i < members.length; i++) {
            World world = worlds.get(i);
            try {
                Stage stage = new Stage(program, world, inputIndex);
                Shortfall.check(absorbing, inputs, world.inputs(), stage);
                members[i] = new LaneMember(i, program, lanes, moves, stops, world, stage, settings);
            } catch (RunFailure failure) {
                outcomes[i] = new Outcome.Failed(failure);
            }
        }
        new LaneBlock(lanes, members, outcomes).run();
        List<Outcome> all = new ArrayList<>(worlds.size());
        for (int i = 0; i < outcomes.length; i++) {
            Outcome known = outcomes[i];
            all.add(known == null ? Outcome.of(this, worlds.get(i)) : known);
        }
        return all;
    }
}
