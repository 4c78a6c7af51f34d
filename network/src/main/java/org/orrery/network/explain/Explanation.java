package org.orrery.network.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Attribution;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Method;
import org.orrery.core.Model;
import org.orrery.core.Nearest;
import org.orrery.core.Numbers;
import org.orrery.core.Rung;
import org.orrery.core.Scope;
import org.orrery.network.data.Examples;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Batch;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;

/** Explains a number of a network and says how far the explanation can be trusted. */
public final class Explanation {
    /** Rows of the table; what is left out is said. */
    private static final int SHOWN = 1000;
    private static final int MEANT = 64;
    private static final int DRAWS = 3;
    /** The order of attributions settles long before their sum does. */
    private static final int RANDOMISED_STEPS = 16;
    /** A rank correlation above it says that the attribution hardly depends on what was learned. */
    private static final double ALIKE = 0.5;

    private final Attribution asked;
    private final Examples examples;
    private final Subject subject;
    private final Attributor attributor;
    private final Model.Source source;
    private final RunSettings settings;
    private final long start = System.nanoTime();

    private Explanation(Attribution asked, OnnxModel model, Places places, Examples examples, Model.Source source,
            RunSettings settings) {
        this.asked = asked;
        this.examples = examples;
        this.source = source;
        this.settings = settings;
        this.attributor = attributor(asked.method());
        if (asked.row() < 0 || asked.row() >= examples.size()) {
            throw new InvalidInput("There is no row " + asked.row() + " of the examples.",
                    "Rows go from 0 to " + (examples.size() - 1) + ".");
        }
        this.subject = new Subject(model, places, places.reading(asked.target()),
                asked.by().stream().map(address -> places.place(address).tensor()).toList(), row(asked.row()),
                settings);
    }

    /** The methods, in the words of the command line. */
    public static List<String> methods() {
        return Attributor.words();
    }

    /**
     * Explains.
     *
     * @param examples from which the example and the baseline come
     * @param source of the model, for the claim
     */
    public static Answer of(Attribution asked, OnnxModel model, Places places, Examples examples, Model.Source source,
            RunSettings settings) {
        return new Explanation(asked, model, places, examples, source, settings).answer();
    }

    private static Attributor attributor(String word) {
        for (Attributor each : Attributor.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new InvalidInput("There is no method '" + word + "'.",
                Nearest.to(word, Attributor.words()).isEmpty()
                        ? "Methods: " + String.join(", ", Attributor.words()) + "."
                        : Nearest.advice(word, Attributor.words()));
    }

    private Map<String, Tensor> row(int row) {
        return examples.rows(new int[]{row});
    }

    private Map<String, double[]> baseline(Map<String, Tensor> like) {
        if (asked.baseline().equals("zero")) {
            return Ends.zeros(like);
        }
        if (asked.baseline().equals("mean")) {
            int count = Math.min(MEANT, examples.size());
            Map<String, double[]> mean = Ends.zeros(like);
            for (int i = 0; i < count; i++) {
                int row = (int) ((long) i * examples.size() / count);
                subject.at(row(row)).forEach((edge, tensor) -> {
                    double[] values = tensor.doubles();
                    double[] into = Slope.of(mean, edge);
                    for (int k = 0; k < into.length; k++) {
                        into[k] += values[k] / count;
                    }
                });
            }
            return mean;
        }
        int other;
        try {
            other = Integer.parseInt(asked.baseline());
        } catch (NumberFormatException e) {
            throw new InvalidInput("There is no baseline '" + asked.baseline() + "'.",
                    "A baseline is zero, mean, or the number of an example.");
        }
        if (other < 0 || other >= examples.size()) {
            throw new InvalidInput("There is no row " + other + " of the examples.",
                    "Rows go from 0 to " + (examples.size() - 1) + ".");
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        subject.at(row(other)).forEach((edge, tensor) -> values.put(edge, tensor.doubles()));
        return values;
    }

    private Answer answer() {
        Map<String, Tensor> like = subject.at(row(asked.row()));
        Ends ends = Ends.of(like, baseline(like));
        Attributed attributed = attributor.of(subject, subject.tail(), ends, asked.steps());
        List<Claim.Check> checks = new ArrayList<>();
        checks.add(exactness(attributed, ends));
        String unchecked = "";
        if (attributor != Attributor.OCCLUSION) {
            GradientCheck.Result gradient = GradientCheck.of(subject, ends);
            unchecked = gradient.reason();
            if (gradient.check() != null) {
                checks.add(gradient.check());
            }
        }
        checks.add(randomisation(attributed, ends));
        List<Part> parts = parts(attributed, ends);
        List<Method> methods = List.of(attributor.method());
        Claim claim = new Claim(question(), Claim.Status.ANSWERED, null, Rung.SEE, Scope.MODEL, attributed.value(),
                null,
                null, null, null, List.of(), assumptions(parts.size(), unchecked), checks, sentence(attributed, parts),
                table(parts), new Claim.Provenance(source.file(), source.sha256(), examples.sha256(), asked.version(),
                        asked.seed(), attributor.method().name() + ", " + attributed.detail() + "; " + settings,
                        (System.nanoTime() - start) / 1_000_000));
        return new Answer(claim, List.of(), List.of(), methods);
    }

    private String question() {
        return "explain " + asked.target() + " by " + String.join(", ", subject.edges()) + " (" + attributor.word()
                + ", row " + asked.row() + " against " + asked.baseline() + ")";
    }

    private Claim.Check exactness(Attributed attributed, Ends ends) {
        return switch (attributor) {
            case GRADIENT_INPUT -> new Claim.Check("completeness",
                    attributed.incompleteness() < Attributor.COMPLETE, Attributor.gap(attributed)
                            + (attributed.incompleteness() < Attributor.COMPLETE
                                    ? ""
                                    : "; this method promises no sum: integrated-gradients does"));
            case INTEGRATED_GRADIENTS -> new Claim.Check("completeness",
                    attributed.incompleteness() < Attributor.COMPLETE, Attributor.gap(attributed) + ", "
                            + attributed.detail());
            case OCCLUSION -> {
                double change = Occlusion.control(subject, ends);
                yield new Claim.Check("no-op control", change == 0,
                        "a part replaced by itself changes the number by " + Numbers.print(change));
            }
        };
    }

    private Claim.Check randomisation(Attributed attributed, Ends ends) {
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            OnnxModel shuffled = Randomised.of(subject.tail(), asked.seed() + draw);
            Attributed other = attributor.of(subject, shuffled, ends, RANDOMISED_STEPS);
            sum += Math.abs(Randomised.correlation(attributed, other, ends));
        }
        double mean = sum / DRAWS;
        return new Claim.Check("parameter randomisation", mean < ALIKE, "with all parameters shuffled the order of the"
                + " attributions correlates " + Numbers.round(mean, 3) + " with this one (mean of " + DRAWS
                + " draws; below " + ALIKE + " passes)");
    }

    /** One element and what is attributed to it. */
    private record Part(Address address, double value, double baseline, double attribution) {}

    private List<Part> parts(Attributed attributed, Ends ends) {
        List<Part> parts = new ArrayList<>();
        ends.like().forEach((edge, tensor) -> {
            Layout layout = subject.layout(edge);
            long[] shape = Batch.without(tensor.shape(), layout.batchAxis());
            double[] attribution = Slope.of(attributed.parts(), edge);
            double[] value = Slope.of(ends.input(), edge);
            double[] baseline = Slope.of(ends.baseline(), edge);
            for (int i = 0; i < attribution.length; i++) {
                parts.add(new Part(address(edge, shape, i), value[i], baseline[i], attribution[i]));
            }
        });
        parts.sort(Comparator.comparingDouble((Part part) -> -Math.abs(part.attribution)));
        return parts;
    }

    private static Address address(String edge, long[] shape, int element) {
        List<Address.Selector> selectors = new ArrayList<>();
        int rest = element;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            selectors.addFirst(new Address.Selector.Index((int) (rest % shape[axis])));
            rest /= (int) shape[axis];
        }
        return new Address(edge, selectors);
    }

    private static Claim.Table table(List<Part> parts) {
        List<List<Object>> rows = new ArrayList<>();
        parts.stream().limit(SHOWN).forEach(part -> rows.add(List.of(part.address.toString(), part.value, part.baseline,
                part.attribution)));
        return new Claim.Table(List.of("part", "value", "baseline", "attribution"), rows);
    }

    /** @param unchecked why the gradient was not held against differences, empty where it was or there is none */
    private List<Claim.Assumption> assumptions(int parts, String unchecked) {
        List<Claim.Assumption> all = new ArrayList<>(examples.assumptions());
        all.add(new Claim.Assumption("the baseline (" + asked.baseline() + ") is a fair picture of absence",
                Claim.State.UNTESTED));
        all.add(new Claim.Assumption(
                "an attribution describes the model's formula here; only an intervention, do(...), "
                        + "shows what a part causes",
                Claim.State.UNTESTED));
        if (!unchecked.isEmpty()) {
            all.add(new Claim.Assumption(
                    "the gradient is right; it was not held against differences, since " + unchecked,
                    Claim.State.UNTESTED));
        }
        if (parts > SHOWN) {
            all.add(new Claim.Assumption("the table holds the " + SHOWN + " weightiest of " + parts + " parts",
                    Claim.State.HOLDS));
        }
        return all;
    }

    private String sentence(Attributed attributed, List<Part> parts) {
        double difference = attributed.value() - attributed.baseline();
        StringBuilder text = new StringBuilder();
        text.append("For row ").append(asked.row()).append(", ").append(asked.target()).append(" is ")
                .append(Numbers.round(attributed.value(), 4)).append(", ")
                .append(Numbers.round(Math.abs(difference), 4))
                .append(difference < 0 ? " below" : " above").append(" the baseline; ");
        List<Part> top = parts.stream().limit(3).filter(part -> part.attribution != 0).toList();
        if (top.isEmpty()) {
            return text.append("no part carries any of it.").toString();
        }
        text.append(top.size() == 1 ? "the part that carries most is " : "the parts that carry most are ");
        text.append(String.join(", ", top.stream()
                .map(part -> part.address + " (" + Numbers.round(part.attribution, 3) + ")").toList()));
        return text.append(". This says what the model leans on, not what causes what.").toString();
    }
}
