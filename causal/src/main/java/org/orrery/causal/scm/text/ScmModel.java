package org.orrery.causal.scm.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.causal.scm.Regressor;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Condition;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.Variable;
import org.orrery.core.World;

/** A structural causal model that somebody wrote: run in paired worlds for do, reasoned with for see and had. */
final class ScmModel implements Model {
    /** Worlds that stand for the noise where nobody asks for a number of them. */
    private static final int WORLDS = 10_000;

    private final Source source;
    private final Scm scm;

    ScmModel(Source source, Scm scm) {
        this.source = source;
        this.scm = scm;
    }

    @Override
    public Model with(Path data) {
        return FittedModel.of(source, Written.of(scm), data);
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public String kind() {
        return "scm";
    }

    @Override
    public boolean isTimed() {
        return false;
    }

    @Override
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (int node = 0; node < scm.size(); node++) {
            boolean constant = isConstant(scm.mechanism(node));
            double value = constant ? scm.mechanism(node).value(new double[0], 0) : Double.NaN;
            variables.add(new Variable(scm.name(node), scm.name(node), constant ? "parameter" : "variable", List.of(),
                    null, value, constant, true));
        }
        return variables;
    }

    private static boolean isConstant(Mechanism mechanism) {
        return mechanism.isDeterministic() && mechanism.parents().isEmpty();
    }

    @Override
    public List<String> summary() {
        long invertible = all().filter(Mechanism.Invertible.class::isInstance).count();
        return List.of(scm.size() + " variables, " + scm.graph().edges().size() + " arrows",
                invertible + " of " + scm.size() + " mechanisms can be inverted: had(...) may be asked through them",
                "see(...) is answered exactly where what it takes is linear and normal, else by weighted worlds");
    }

    private Stream<Mechanism> all() {
        return IntStream.range(0, scm.size()).mapToObj(scm::mechanism);
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of(new Claim.Assumption("the equations are right, and their noises are independent",
                Claim.State.UNTESTED));
    }

    /** The model with other values for some of its constants. */
    Scm set(List<String> names, double[] values) {
        Map<String, Mechanism> others = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            int node = scm.node(names.get(i));
            if (!isConstant(scm.mechanism(node))) {
                throw new InvalidInput("The variable " + names.get(i) + " is made by its mechanism and cannot be set.",
                        "Maybe operate on it instead: do(" + names.get(i) + " = 1)");
            }
            others.put(names.get(i), new Mechanism.AdditiveNoise(List.of(),
                    new Regressor.Affine(values[i], new double[0]), new Noise.None()));
        }
        return others.isEmpty() ? scm : scm.with(others);
    }

    @Override
    public Machine prepare(Plan plan) {
        new TreeMap<>(plan.options()).keySet().stream().findFirst().ifPresent(option -> {
            throw new InvalidInput("A structural causal model has no setting '" + option + "'.", "Maybe leave it out.");
        });
        Surgery surgery = Surgery.of(scm, plan.moves());
        Surgery idle = surgery.idle();
        List<Reckoned> readings = plan.readings().stream().map(reading -> new Reckoned(reading, scm)).toList();
        int[] courses = plan.courses().stream().mapToInt(address -> scm.node(address.name())).toArray();
        return world -> {
            Scm set = set(plan.inputs(), world.inputs());
            double[] noises = set.noises(world.seed());
            boolean acts = world.arming() == World.Arming.ON;
            double[] values = set.world(noises, switch (world.arming()) {
                case OFF -> Surgery.none(scm);
                case ON -> surgery;
                case NO_OP -> idle;
            });
            double[] numbers = readings.stream().mapToDouble(reading -> reading.terms(values)[0]).toArray();
            double[][] recorded = Arrays.stream(courses).mapToObj(node -> {
                double[] course = new double[plan.grid().size()];
                Arrays.fill(course, values[node]);
                return course;
            }).toArray(double[][]::new);
            List<Run.Firing> firings = plan.moves().stream().map(move -> Proof.of(set, surgery, move, noises, values,
                    acts)).toList();
            return new Run(numbers, recorded, firings, List.of(), "1 world");
        };
    }

    @Override
    public @Nullable Answer answer(Experiment asked, Lab lab) {
        boolean conditioned = asked.question().conditions().stream()
                .anyMatch(condition -> !(condition instanceof Condition.Do));
        if (conditioned) {
            if (asked.ensemble().size() > 0) {
                throw new Refusal("The worlds that a condition leaves are drawn by the model itself, and an ensemble"
                        + " was asked for besides.", "Maybe ask without --ensemble and --vary.");
            }
            List<String> names = List.copyOf(new TreeMap<>(asked.settings()).keySet());
            double[] values = new TreeMap<>(asked.settings()).values().stream().mapToDouble(Double::doubleValue)
                    .toArray();
            return new Conditioned(asked, set(names, values)).answer(lab);
        }
        if (asked.ensemble().size() > 0 || all().allMatch(Mechanism::isDeterministic)) {
            return null;
        }
        Ensemble noise = new Ensemble(List.of(), List.of(), new double[WORLDS][0],
                WORLDS + " worlds are drawn, each with noises of its own, the same untouched and operated");
        return new Experiment(this, asked.question(), asked.settings(), noise, asked.options(), asked.courses(),
                asked.grid(), asked.seed(), asked.version()).ask(lab);
    }
}
