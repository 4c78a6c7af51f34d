package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Machine;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Reading;

/**
 * A network made ready for one plan. One instrumented session serves the worlds off, on and no-op; worlds are rows of a
 * batch. The control of a patch puts there what stood there in the untouched run, the control of a shift or a scale adds 0
 * and multiplies by 1: both must leave every bit as it was.
 */
public final class NetworkMachine implements Machine {
    private final Plan plan;
    private final Theatre theatre;
    private final Stage stage;
    private final List<Operation> operations;
    private final List<Reading> readings;
    private final List<Reading> courses;

    private NetworkMachine(Plan plan, Theatre theatre, Stage stage, List<Operation> operations, List<Reading> readings,
            List<Reading> courses) {
        this.plan = plan;
        this.theatre = theatre;
        this.stage = stage;
        this.operations = operations;
        this.readings = readings;
        this.courses = courses;
    }

    /**
     * Instruments the network for the plan's moves.
     *
     * @throws InvalidInput if an address or an input of the plan is unknown
     * @throws org.orrery.core.Refusal if a move has no meaning for a network, or lies where nothing can be moved
     */
    public static NetworkMachine of(Theatre theatre, Plan plan) {
        List<Reading> readings = plan.readings().stream().map(theatre.places()::reading).toList();
        List<Reading> courses = plan.courses().stream()
                .map(address -> theatre.places().reading(new Quantity.Read(address))).toList();
        List<Gear> gears = plan.moves().stream().map(move -> Gear.of(move, theatre.places())).toList();
        Set<String> read = new LinkedHashSet<>();
        readings.forEach(reading -> read.addAll(reading.tensors()));
        courses.forEach(course -> read.addAll(course.tensors()));
        Stage stage = Stage.of(theatre, plan.inputs(), gears, read);
        Map<String, FromFile> files = new LinkedHashMap<>();
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < gears.size(); i++) {
            operations.add(stage.operation(gears.get(i), i, files));
        }
        return new NetworkMachine(plan, theatre, stage, operations, readings, courses);
    }

    @Override
    public Run run(World world) {
        return runs(List.of(world)).getFirst();
    }

    @Override
    public List<Outcome> runAll(List<World> worlds) {
        return runs(worlds).stream().map(run -> (Outcome) new Outcome.Finished(run)).toList();
    }

    @Override
    public int preferredBlock() {
        return Rig.MOST;
    }

    private List<Run> runs(List<World> worlds) {
        List<Rig.@Nullable Got> offs = runSome(worlds, world -> operations.stream()
                .anyMatch(each -> each.needsOff(world.arming())) ? stage.rows().example(world) : -1);
        List<Rig.@Nullable Got> donors = runSome(worlds,
                world -> operations.stream().mapToInt(each -> each.donor(world)).max().orElse(-1));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < worlds.size(); i++) {
            List<Dose> doses = new ArrayList<>();
            for (int k = 0; k < operations.size(); k++) {
                doses.add(operations.get(k).dose(worlds.get(i), at(offs.get(i), k), at(donors.get(i), k)));
            }
            rows.add(new Row(worlds.get(i), doses));
        }
        List<Rig.Got> got = stage.rig().run(rows);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < worlds.size(); i++) {
            runs.add(run(worlds.get(i), rows.get(i), got.get(i)));
        }
        return runs;
    }

    /** Untouched runs of the worlds' own examples or of their donors, where an operation asks for them. */
    private List<Rig.@Nullable Got> runSome(List<World> worlds, ToIntFunction<World> wanted) {
        List<Row> rows = new ArrayList<>();
        int[] place = new int[worlds.size()];
        for (int i = 0; i < place.length; i++) {
            World world = worlds.get(i);
            int example = wanted.applyAsInt(world);
            place[i] = example < 0 ? -1 : rows.size();
            if (example >= 0) {
                rows.add(stage.rig().resting(
                        example == stage.rows().example(world) ? world : stage.rows().with(world, example)));
            }
        }
        List<Rig.Got> got = rows.isEmpty() ? List.of() : stage.rig().run(rows);
        List<Rig.@Nullable Got> all = new ArrayList<>();
        for (int at : place) {
            all.add(at < 0 ? null : got.get(at));
        }
        return all;
    }

    private double @Nullable [] at(Rig.@Nullable Got got, int operation) {
        String edge = stage.slots().get(operation).before();
        return got == null ? null : got.values(edge, stage.rig().shape(edge));
    }

    private Run run(World world, Row row, Rig.Got got) {
        Map<String, Tensor> edges = new LinkedHashMap<>(stage.constants());
        edges.putAll(got.edges());
        double[] values = readings.stream().mapToDouble(reading -> reading.of(edges, got.row())).toArray();
        double[][] recorded = new double[courses.size()][plan.grid().size()];
        for (int course = 0; course < recorded.length; course++) {
            for (int i = 0; i < recorded[course].length; i++) {
                recorded[course][i] = courses.get(course).at(position(plan.grid().get(i)), edges, got.row());
            }
        }
        List<Run.Firing> firings = new ArrayList<>();
        Set<String> remarks = new LinkedHashSet<>();
        for (int k = 0; k < operations.size(); k++) {
            Dose dose = row.doses().get(k);
            Operation operation = operations.get(k);
            firings.add(operation.firing(world.arming(), dose, got, operation.donor(world)));
            remarks.addAll(operation.remarks(world.arming(), dose));
        }
        return new Run(values, recorded, firings, List.copyOf(remarks), "one row", List.of(method()),
                List.of(stage.sameAsBare()));
    }

    private Method method() {
        return new Method(theatre.settings() + ", " + stage.rig().told(), "https://onnxruntime.ai");
    }

    private static int position(double time) {
        if (time != Math.rint(time) || time < 0) {
            throw new InvalidInput("There is no position " + Numbers.print(time) + ".",
                    "Positions are whole numbers counted from 0.");
        }
        return (int) time;
    }

    /** Whether the instrumented network, untouched, is the network. */
    public Claim.Check sameAsBare() {
        return stage.sameAsBare();
    }
}
