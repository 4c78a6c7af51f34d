package org.orrery.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.orrery.core.Ensemble;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.Nearest;
import org.orrery.core.Variable;

/** Draws of a model's uncertain inputs. */
public final class Ensembles {
    /** The spread of an input about which nothing was said. */
    private static final double DEFAULT_SIGMA = 0.1;

    private Ensembles() {}

    /**
     * @param vary the inputs and what is believed of them
     * @param origin where that belief comes from, for the claim
     * @throws InvalidInput if the model has no such input, with the nearest names
     */
    public static Ensemble draw(Model model, Map<String, Distribution> vary, String origin, int members, long seed) {
        Set<String> settable = new TreeSet<>();
        model.variables().stream().filter(Variable::settable).forEach(variable -> settable.add(variable.name()));
        for (String name : vary.keySet()) {
            if (!settable.contains(name)) {
                List<String> near = Nearest.to(name, settable);
                throw new InvalidInput("The model has no input called " + name + " to vary.", near.isEmpty()
                        ? "Maybe list the inputs with 'orrery open'."
                        : "Maybe " + String.join(" or ", near) + " is meant.");
            }
        }
        List<String> names = new ArrayList<>(vary.keySet());
        double[][] draws = new double[members][names.size()];
        for (int k = 0; k < names.size(); k++) {
            Distribution distribution = vary.getOrDefault(names.get(k), new Distribution.Uniform(0, 0));
            long input = mix(seed ^ mix(hash(names.get(k))));
            for (int member = 0; member < members; member++) {
                draws[member][k] = distribution.draw(new SplittableRandom(mix(input + member)));
            }
        }
        return new Ensemble(names, vary.values().stream().map(Distribution::toString).toList(), draws,
                "the varied inputs are independent and distributed as given (" + origin + ")");
    }

    /**
     * The ensemble of someone who asks for one and says nothing of the inputs: each settable number other than zero is
     * varied by about a tenth of its value. An assumption, and said to be one.
     *
     * @param kept inputs that are left as they are: those that the question moves or the asker sets
     */
    public static Ensemble drawDefault(Model model, Set<String> kept, int members, long seed) {
        Map<String, Distribution> vary = new LinkedHashMap<>();
        for (Variable variable : model.variables()) {
            double value = variable.value();
            boolean uncertain = variable.settable() && !kept.contains(variable.name()) && Double.isFinite(value)
                    && value != 0 && !variable.kind().equals("compartment") && !variable.kind().equals("stoichiometry")
                    && !variable.kind().equals("total") && !variable.kind().equals("bound")
                    && !variable.kind().equals("level");
            if (uncertain && value > 0) {
                vary.put(variable.name(), new Distribution.LogNormal(value, DEFAULT_SIGMA));
            } else if (uncertain) {
                vary.put(variable.name(), new Distribution.Normal(value, DEFAULT_SIGMA * -value));
            }
        }
        Ensemble drawn = draw(model, vary, "default", members, seed);
        if (vary.isEmpty()) {
            return new Ensemble(List.of(), List.of(), drawn.draws(),
                    "no input was varied: members differ by the model's own chance alone, if it has any");
        }
        return new Ensemble(drawn.inputs(), drawn.origins(), drawn.draws(), "no distribution was given: each of "
                + vary.size() + " inputs was varied by about 10 %, independently; this is a default, not knowledge of"
                + " the system");
    }

    private static long hash(String name) {
        long hash = 1125899906842597L;
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + name.charAt(i);
        }
        return hash;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
