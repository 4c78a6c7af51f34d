package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Battery.Case;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Outcome;
import org.orrery.core.Rivals;
import org.orrery.core.Run;
import org.orrery.core.Seeds;
import org.orrery.core.World;
import org.orrery.network.onnx.Tensor;

/** Several plans on one stage. A case is a row with doses at the slots of its own plan; all others rest. */
final class Troupe {
    private final Stage stage;
    private final List<Script.Part> parts;
    private final List<List<Operation>> operations;

    Troupe(Stage stage, List<Script.Part> parts, List<List<Operation>> operations) {
        this.stage = stage;
        this.parts = List.copyOf(parts);
        this.operations = List.copyOf(operations);
    }

    List<Run> runs(List<Case> cases) {
        List<Rig.@Nullable Got> offs = offs(cases);
        List<Rig.@Nullable Got> donors = donors(cases);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            rows.add(row(cases.get(i), offs.get(i), donors.get(i)));
        }
        List<Rig.Got> got = stage.rig().run(rows);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            runs.add(run(cases.get(i), rows.get(i), got.get(i)));
        }
        return runs;
    }

    /** The first plan's worlds with moves at random; all draws in one batch. */
    Rivals atRandom(List<World> worlds, int draws) {
        List<Operation> named = operations.getFirst();
        List<Substitute> substitutes = new ArrayList<>();
        for (int k = 0; k < named.size(); k++) {
            substitutes.add(Substitute.of(named.get(k), draws,
                    Seeds.stream(worlds.getFirst().seed(), "random move " + k)));
        }
        int count = substitutes.stream().mapToInt(Substitute::draws).max().orElse(0);
        if (count == 0) {
            return Rivals.none("no random control: " + Substitute.told(substitutes));
        }
        List<Case> cases = worlds.stream().map(world -> new Case(0, world)).toList();
        List<Rig.@Nullable Got> offs = offs(cases);
        List<Rig.@Nullable Got> donors = donors(cases);
        List<Row> asNamed = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            asNamed.add(row(cases.get(i), offs.get(i), donors.get(i)));
        }
        List<Rig.Got> on = stage.rig().run(asNamed);
        List<Row> rows = new ArrayList<>();
        for (int draw = 0; draw < count; draw++) {
            for (int i = 0; i < cases.size(); i++) {
                Dose[] doses = asNamed.get(i).doses().toArray(Dose[]::new);
                for (int k = 0; k < substitutes.size(); k++) {
                    int slot = parts.getFirst().slots().get(k);
                    doses[slot] = substitutes.get(k).dose(draw, new Substitute.Setting(worlds.get(i), doses[slot],
                            on.get(i), offs.get(i), donors.get(i)));
                }
                rows.add(new Row(worlds.get(i), List.of(doses)));
            }
        }
        List<Rig.Got> got = stage.rig().run(rows);
        List<List<Outcome>> outcomes = new ArrayList<>();
        for (int draw = 0; draw < count; draw++) {
            List<Outcome> own = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                int at = draw * cases.size() + i;
                own.add(new Outcome.Finished(rival(substitutes, draw, rows.get(at), got.get(at))));
            }
            outcomes.add(own);
        }
        return new Rivals(Substitute.told(substitutes), outcomes);
    }

    private Run rival(List<Substitute> substitutes, int draw, Row row, Rig.Got got) {
        Map<String, Tensor> edges = edges(got);
        Script.Part part = parts.getFirst();
        double[] values = part.readings().stream().mapToDouble(reading -> reading.of(edges, got.row())).toArray();
        List<Run.Firing> firings = new ArrayList<>();
        for (int k = 0; k < substitutes.size(); k++) {
            firings.add(substitutes.get(k).operation(draw).firing(World.Arming.ON,
                    row.doses().get(part.slots().get(k)), got, -1));
        }
        return new Run(values, new double[0][], firings, List.of(), "one row");
    }

    private Map<String, Tensor> edges(Rig.Got got) {
        Map<String, Tensor> edges = new LinkedHashMap<>(stage.constants());
        edges.putAll(got.edges());
        return edges;
    }

    private List<Rig.@Nullable Got> offs(List<Case> cases) {
        return runSome(cases, each -> operations.get(each.plan()).stream()
                .anyMatch(operation -> operation.needsOff(each.world().arming()))
                        ? stage.rows().example(each.world())
                        : -1);
    }

    private List<Rig.@Nullable Got> donors(List<Case> cases) {
        return runSome(cases, each -> operations.get(each.plan()).stream()
                .mapToInt(operation -> operation.donor(each.world())).max().orElse(-1));
    }

    private Row row(Case each, Rig.@Nullable Got off, Rig.@Nullable Got donor) {
        Dose[] doses = new Dose[stage.slots().size()];
        Arrays.fill(doses, Dose.REST);
        Script.Part part = parts.get(each.plan());
        for (int k = 0; k < part.gears().size(); k++) {
            int slot = part.slots().get(k);
            doses[slot] = operations.get(each.plan()).get(k).dose(each.world(), off, donor);
        }
        return new Row(each.world(), List.of(doses));
    }

    /** Untouched runs of the cases' own examples or of their donors, where an operation asks for them. */
    private List<Rig.@Nullable Got> runSome(List<Case> cases, ToIntFunction<Case> wanted) {
        List<World> worlds = new ArrayList<>();
        int[] place = new int[cases.size()];
        for (int i = 0; i < place.length; i++) {
            World world = cases.get(i).world();
            int example = wanted.applyAsInt(cases.get(i));
            place[i] = example < 0 ? -1 : worlds.size();
            if (example >= 0) {
                worlds.add(example == stage.rows().example(world) ? world : stage.rows().with(world, example));
            }
        }
        List<Rig.Got> got = worlds.isEmpty() ? List.of() : stage.rig().untouched(worlds);
        List<Rig.@Nullable Got> all = new ArrayList<>();
        for (int at : place) {
            all.add(at < 0 ? null : got.get(at));
        }
        return all;
    }

    private Run run(Case each, Row row, Rig.Got got) {
        Map<String, Tensor> edges = edges(got);
        Script.Part part = parts.get(each.plan());
        double[] values = part.readings().stream().mapToDouble(reading -> reading.of(edges, got.row())).toArray();
        double[][] recorded = new double[part.courses().size()][part.plan().grid().size()];
        for (int course = 0; course < recorded.length; course++) {
            for (int i = 0; i < recorded[course].length; i++) {
                int position = position(part.plan().grid().get(i));
                recorded[course][i] = part.courses().get(course).at(position, edges, got.row());
            }
        }
        List<Run.Firing> firings = new ArrayList<>();
        Set<Claim.Assumption> assumed = new LinkedHashSet<>();
        World world = each.world();
        for (int k = 0; k < part.gears().size(); k++) {
            Dose dose = row.doses().get(part.slots().get(k));
            Operation operation = operations.get(each.plan()).get(k);
            firings.add(operation.firing(world.arming(), dose, got, operation.donor(world)));
            Claim.Assumption within = operation.within(world.arming(), got);
            if (within != null) {
                assumed.add(within);
            }
        }
        return new Run(values, recorded, firings, List.of(), "one row", List.of(stage.method()),
                List.of(stage.sameAsBare()), List.copyOf(assumed), List.of());
    }

    private static int position(double time) {
        if (time != Math.rint(time) || time < 0) {
            throw new InvalidInput("There is no position " + Numbers.print(time) + ".",
                    "Positions are whole numbers counted from 0.");
        }
        return (int) time;
    }
}
