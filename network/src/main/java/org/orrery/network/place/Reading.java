package org.orrery.network.place;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Window;
import org.orrery.network.onnx.Tensor;

/** A quantity of one run, ready to be read from the tensors of a run. */
public final class Reading {
    private final Quantity quantity;
    private final Map<Address, Element> elements = new LinkedHashMap<>();

    Reading(Quantity quantity, Places places) {
        this.quantity = quantity;
        collect(quantity, places);
    }

    /** Names of the tensors that a run must bring. */
    public List<String> tensors() {
        return elements.values().stream().map(element -> element.place().tensor()).distinct().toList();
    }

    /** The places that are read. */
    public List<Place> places() {
        return elements.values().stream().map(Element::place).toList();
    }

    /**
     * Reads the number.
     *
     * @param run tensors by name, at least those of {@link #tensors}
     * @param example its number in the batch
     * @throws InvalidInput if a position lies outside, or none is said where there are several
     */
    public double of(Map<String, Tensor> run, int example) {
        return value(quantity, run, example, null);
    }

    /** The number at one position; where there are no positions, the number there is. */
    public double at(int position, Map<String, Tensor> run, int example) {
        return value(quantity, run, example, position);
    }

    /**
     * Writes it as nodes of the graph.
     *
     * @param shapes of its tensors in a run, with the axis of examples
     * @param prefix of the names of all new edges, taken by no other
     * @throws Refusal if it has no derivative
     */
    public Formula formula(Map<String, long[]> shapes, String prefix) {
        return Formula.of(quantity, elements, shapes, prefix);
    }

    private void collect(Quantity part, Places places) {
        switch (part) {
            case Quantity.Num _ -> {
            }
            case Quantity.Read(Address address) -> elements.computeIfAbsent(address, places::element);
            case Quantity.At(Quantity of, double time) -> {
                whole(time, part);
                collect(of, places);
                requirePositions(of, part);
            }
            case Quantity.Over(Quantity.Fold _, Quantity of, Window _) -> {
                collect(of, places);
                requirePositions(of, part);
            }
            case Quantity.Binary(Quantity.Operator _, Quantity left, Quantity right) -> {
                collect(left, places);
                collect(right, places);
            }
            case Quantity.Apply(Quantity.Function _, Quantity of) -> collect(of, places);
            case Quantity.Steady _ -> throw new Refusal("'" + part
                    + "' asks what a network comes to rest at, and a network computes once.",
                    "Ask for a tensor by itself.");
            case Quantity.Sensitivity _ -> throw new Refusal(
                    "'" + part + "' asks for a derivative, which questions to a network cannot do yet.",
                    "Ask for the effect of a small shift: do(x += 0.001).");
            case Quantity.Expectation _,Quantity.Probability _ -> throw new IllegalArgumentException(part.toString());
        }
    }

    private static int whole(double time, Quantity part) {
        if (time != Math.rint(time) || time < 0 || time > Integer.MAX_VALUE) {
            throw new InvalidInput("'" + part + "': there is no position " + Numbers.print(time) + ".",
                    "Positions are whole numbers counted from 0.");
        }
        return (int) time;
    }

    private void requirePositions(Quantity of, Quantity part) {
        boolean any = elements(of).stream().anyMatch(element -> element.place().leavesPositions());
        if (!any) {
            throw new InvalidInput("'" + part + "' names positions, and '" + of + "' has none left.",
                    "Maybe ask for " + of + " by itself.");
        }
    }

    private List<Element> elements(Quantity part) {
        return switch (part) {
            case Quantity.Read(Address address) -> {
                Element element = elements.get(address);
                yield element == null ? List.of() : List.of(element);
            }
            case Quantity.At(Quantity of, double _) -> elements(of);
            case Quantity.Over(Quantity.Fold _, Quantity of, Window _) -> elements(of);
            case Quantity.Apply(Quantity.Function _, Quantity of) -> elements(of);
            case Quantity.Binary(Quantity.Operator _, Quantity left, Quantity right) ->
                java.util.stream.Stream.concat(elements(left).stream(), elements(right).stream()).toList();
            case Quantity.Num _,Quantity.Steady _,Quantity.Sensitivity _,Quantity.Expectation _,Quantity.Probability _ ->
                List.of();
        };
    }

    private double value(Quantity part, Map<String, Tensor> run, int example, @Nullable Integer position) {
        return switch (part) {
            case Quantity.Num(double number) -> number;
            case Quantity.Read(Address address) -> {
                Element element = elements.get(address);
                Tensor tensor = element == null ? null : run.get(element.place().tensor());
                if (element == null || tensor == null) {
                    throw new IllegalStateException("never read: " + address);
                }
                yield element.of(tensor, example, position);
            }
            case Quantity.At(Quantity of, double time) -> value(of, run, example, whole(time, part));
            case Quantity.Over(Quantity.Fold fold, Quantity of, Window window) -> fold(fold, of, window, run, example);
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) ->
                operator.apply(value(left, run, example, position), value(right, run, example, position));
            case Quantity.Apply(Quantity.Function function, Quantity of) ->
                function.apply(value(of, run, example, position));
            case Quantity.Steady _,Quantity.Sensitivity _,Quantity.Expectation _,Quantity.Probability _ ->
                throw new IllegalStateException(part.toString());
        };
    }

    private double fold(Quantity.Fold fold, Quantity of, Window window, Map<String, Tensor> run, int example) {
        int last = elements(of).stream().filter(element -> element.place().leavesPositions())
                .mapToInt(element -> length(element, run)).min().orElse(0) - 1;
        int from = (int) Math.max(0, Math.ceil(window.from()));
        int to = (int) Math.min(last, Math.floor(window.to()));
        if (window.isBounded() && window.to() > last || from > to) {
            throw new InvalidInput("'" + new Quantity.Over(fold, of, window) + "': positions go from 0 to " + last
                    + ".", "Maybe leave the window out for all of them.");
        }
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (int position = from; position <= to; position++) {
            double value = value(of, run, example, position);
            sum += value;
            most = Math.max(most, value);
            least = Math.min(least, value);
        }
        return switch (fold) {
            case MEAN -> sum / (to - from + 1);
            case MAX -> most;
            case MIN -> least;
            // Positions are one apart.
            case INTEGRAL -> sum;
        };
    }

    private static int length(Element element, Map<String, Tensor> run) {
        Tensor tensor = run.get(element.place().tensor());
        return tensor == null ? 0 : (int) tensor.shape()[element.place().positionAxis()];
    }
}
