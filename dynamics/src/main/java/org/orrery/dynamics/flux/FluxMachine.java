package org.orrery.dynamics.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.orrery.core.Address;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Machine;
import org.orrery.core.Numbers;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.flux.Places.Place;

/** A flux problem made ready for a plan: one linear program a world, and two more for each reading that is not unique. */
final class FluxMachine implements Machine {
    /** Columns of a table whose uniqueness is looked at; each may cost two programs. */
    private static final int LOOKED_AT = 50;

    private final FluxProblem problem;
    private final FluxBalance balance;
    private final List<FluxMove> moves = new ArrayList<>();
    private final List<Place.Bound> inputs = new ArrayList<>();
    private final List<Place> readings = new ArrayList<>();
    private final List<Place> courses = new ArrayList<>();
    private final List<Address> courseNames;
    private final int times;

    FluxMachine(FluxProblem problem, Plan plan) {
        this.problem = problem;
        balance = new FluxBalance(problem);
        Places places = new Places(problem);
        if (!plan.options().isEmpty()) {
            String option = plan.options().keySet().stream().sorted().findFirst().orElseThrow();
            throw new InvalidInput("A flux problem has no setting called " + option + ".", "Maybe leave it out.");
        }
        Set<Object> gears = new HashSet<>();
        for (Intervention move : plan.moves()) {
            FluxMove read = FluxMove.of(move, places);
            if (!gears.add(read.gear())) {
                throw new InvalidInput("'" + move + "' moves what another move moves already.",
                        "Maybe drop one of them.");
            }
            moves.add(read);
        }
        for (String input : plan.inputs()) {
            if (!(places.at(Address.of(input)) instanceof Place.Bound bound)) {
                throw new InvalidInput(input + " cannot be given another value.", "Maybe set a bound: R.upper=10");
            }
            inputs.add(bound);
        }
        plan.readings().forEach(reading -> readings.add(place(reading, places)));
        plan.courses().forEach(course -> courses.add(places.at(course)));
        courseNames = plan.courses();
        times = plan.grid().size();
    }

    /** All of it is steady: {@code steady(x)} is x. */
    private static Place place(Quantity reading, Places places) {
        if (reading instanceof Quantity.Read(Address address)) {
            return places.at(address);
        }
        if (reading instanceof Quantity.Steady(Quantity of)) {
            return place(of, places);
        }
        throw new InvalidInput("'" + reading + "' speaks of a time, and a balance of fluxes has none.",
                "Maybe ask for the flux alone, without a time.");
    }

    @Override
    public Run run(World world) {
        double[] lower = problem.reactions().stream().mapToDouble(FluxProblem.Reaction::lower).toArray();
        double[] upper = problem.reactions().stream().mapToDouble(FluxProblem.Reaction::upper).toArray();
        for (int i = 0; i < inputs.size(); i++) {
            (inputs.get(i).upper() ? upper : lower)[inputs.get(i).column()] = world.inputs()[i];
        }
        Conditions conditions = new Conditions(problem, lower, upper, moves, world.arming());
        Optimum optimum = balance.solve(lower, upper);
        double[] values = new double[readings.size()];
        List<Run.Range> ranges = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Run.Range range = range(readings.get(i), conditions, optimum);
            ranges.add(range);
            values[i] = value(readings.get(i), conditions, optimum);
        }
        double[][] rows = new double[courses.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[times];
            Arrays.fill(rows[i], value(courses.get(i), conditions, optimum));
        }
        List<Run.Firing> firings = moves.stream().map(move -> conditions.firing(move, optimum)).toList();
        return new Run(values, rows, firings, remarks(conditions, optimum), "one linear program", List.of(Glop.METHOD),
                List.of(new Claim.Check("optimum proved", true, optimum.certificate().told())), ranges);
    }

    private double value(Place place, Conditions conditions, Optimum optimum) {
        return switch (place) {
            case Place.Flux(int column) -> optimum.fluxes()[column];
            case Place.Bound(int column, boolean upper) -> (upper ? conditions.upper : conditions.lower)[column];
            case Place.Gene(String id) -> conditions.absent.contains(id) ? 0 : 1;
            case Place.Goal(FluxProblem.Objective objective) -> objective.id().equals(problem.active())
                    ? optimum.value()
                    : optimum.of(balance.functional(objective.coefficients()));
        };
    }

    private Run.Range range(Place place, Conditions conditions, Optimum optimum) {
        double value = value(place, conditions, optimum);
        return switch (place) {
            case Place.Flux(int column) when conditions.lower[column] < conditions.upper[column] ->
                optimum.range(balance.unit(column));
            case Place.Goal(FluxProblem.Objective objective) when !objective.id().equals(problem.active()) ->
                optimum.range(balance.functional(objective.coefficients()));
            case Place.Flux _,Place.Bound _,Place.Gene _,Place.Goal _ -> new Run.Range(value, value);
        };
    }

    private List<String> remarks(Conditions conditions, Optimum optimum) {
        List<String> remarks = new ArrayList<>();
        if (courses.size() > LOOKED_AT) {
            remarks.add("one optimal distribution of fluxes; whether others are as good is looked at for up to "
                    + LOOKED_AT + " columns");
            return remarks;
        }
        for (int i = 0; i < courses.size(); i++) {
            Run.Range range = range(courses.get(i), conditions, optimum);
            if (range.low() < range.high()) {
                remarks.add(courseNames.get(i) + " is not unique: every value from " + Numbers.round(range.low(), 6)
                        + " to " + Numbers.round(range.high(), 6) + " is as good");
            }
        }
        return remarks;
    }
}
