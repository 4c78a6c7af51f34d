package org.orrery.network.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Address.Selector;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Window;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;

/**
 * The elements of a tensor that an address means.
 *
 * @param tensor its name in the graph
 * @param shape with the axis of examples
 * @param batchAxis the axis of examples, -1 where no example flows through
 * @param positionAxis the axis of positions, -1 where there is none
 * @param selectors one for each axis but that of examples, in order: places, ranges and whole axes
 */
public record Place(String tensor, ElementType element, List<Dim> shape, int batchAxis, int positionAxis,
        List<Selector> selectors) {
    public Place {
        shape = List.copyOf(shape);
        selectors = List.copyOf(selectors);
        int axes = shape.size() - (batchAxis < 0 ? 0 : 1);
        if (selectors.size() != axes) {
            throw new IllegalArgumentException(selectors.size() + " selectors for " + axes + " axes");
        }
    }

    /**
     * Fits an address to a tensor. As many selectors as one example has axes: one for each. Fewer: for the axes other than
     * that of positions, in order; what is left out is the whole axis, and the positions are a matter of the window.
     *
     * @throws InvalidInput if there are too many, one is no number, or one is outside its axis
     */
    static Place of(Layout layout, Address address) {
        List<Integer> axes = layout.axes();
        List<Selector> given = address.selectors();
        if (given.size() > axes.size()) {
            throw new InvalidInput("'" + address + "' has " + given.size() + " selectors, and " + layout.tensor()
                    + " has " + (axes.isEmpty() ? "no axes" : "the axes " + layout.describe()) + ".",
                    axes.isEmpty()
                            ? "Maybe leave them out: " + Address.of(address.name())
                            : "Maybe write at most " + axes.size() + "; examples are chosen by 'row'.");
        }
        boolean all = given.size() == axes.size();
        List<Selector> selectors = new ArrayList<>();
        int next = 0;
        for (int axis : axes) {
            boolean left = next >= given.size() || !all && axis == layout.positionAxis();
            Selector selector = left ? new Selector.All() : given.get(next++);
            check(selector, layout, axis, address);
            selectors.add(selector);
        }
        return new Place(layout.tensor(), layout.element(), layout.shape(), layout.batchAxis(), layout.positionAxis(),
                selectors);
    }

    private static void check(Selector selector, Layout layout, int axis, Address address) {
        int last = switch (selector) {
            case Selector.All _ -> -1;
            case Selector.Index(int index) -> index;
            case Selector.Range(int _, int to) -> to - 1;
            case Selector.Named(String part) -> throw new InvalidInput(
                    "'" + address + "' names a part '" + part + "', and the axes of a tensor have numbers: "
                            + layout.describe() + ".",
                    "Maybe write a place counted from 0; an edge is written reader[writer] in a move.");
        };
        if (layout.shape().get(axis) instanceof Dim.Known(long length) && last >= length) {
            throw outside(address.toString(), last, layout, axis, length);
        }
    }

    private static InvalidInput outside(String address, int last, Layout layout, int axis, long length) {
        return new InvalidInput("'" + address + "': there is no place " + last + " on an axis of " + length
                + "; one example of " + layout.tensor() + " has the axes " + layout.describe() + ".",
                axis == layout.positionAxis()
                        ? "Positions go from 0 to " + (length - 1) + "."
                        : "Places go from 0 to " + (length - 1) + ".");
    }

    /** The axes without the selection. */
    public Layout layout() {
        return new Layout(tensor, element, shape, batchAxis, positionAxis);
    }

    /** Whether everything but the position is selected to one place: whether it is one number at each position. */
    public boolean isOneElsewhere() {
        List<Integer> axes = layout().axes();
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i) != positionAxis && !isOne(selectors.get(i), shape.get(axes.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the selectors leave more than one position. */
    public boolean leavesPositions() {
        int at = layout().axes().indexOf(positionAxis);
        return positionAxis >= 0 && !isOne(selectors.get(at), shape.get(positionAxis));
    }

    private static boolean isOne(Selector selector, Dim dim) {
        return switch (selector) {
            case Selector.Index _ -> true;
            case Selector.Range(int from, int to) -> to - from == 1;
            case Selector.All _ -> dim instanceof Dim.Known(long length) && length == 1;
            case Selector.Named _ -> false;
        };
    }

    /**
     * Places of the selected elements in one example laid out row by row, ascending.
     *
     * @param example lengths of the axes of one example (without the axis of examples), as a run has them
     * @param window positions that count, both ends included; null for all. Only whole positions are in a window.
     * @throws InvalidInput if a selector or the window lies outside, or a window is given where there are no positions
     */
    public int[] indices(long[] example, @Nullable Window window) {
        List<Integer> axes = layout().axes();
        if (example.length != axes.size()) {
            throw new IllegalArgumentException(Arrays.toString(example) + " for " + axes.size() + " axes");
        }
        int[][] chosen = new int[axes.size()][];
        int count = 1;
        for (int i = 0; i < chosen.length; i++) {
            Window only = axes.get(i) == positionAxis && window != null ? window : Window.ALWAYS;
            chosen[i] = chosen(selectors.get(i), axes.get(i), example[i], only);
            count = Math.multiplyExact(count, chosen[i].length);
        }
        if (positionAxis < 0 && window != null && !window.isAlways()) {
            throw new InvalidInput("'" + tensor + "' has no positions, and @ " + window + " names some; its axes are "
                    + layout().describe() + ".", "Maybe leave the window out.");
        }
        int[] indices = new int[count];
        int[] at = new int[chosen.length];
        for (int k = 0; k < count; k++) {
            int flat = 0;
            for (int i = 0; i < at.length; i++) {
                flat = Math.addExact(Math.multiplyExact(flat, (int) example[i]), chosen[i][at[i]]);
            }
            indices[k] = flat;
            for (int i = at.length - 1; i >= 0 && ++at[i] == chosen[i].length; i--) {
                at[i] = 0;
            }
        }
        return indices;
    }

    private int[] chosen(Selector selector, int axis, long length, Window window) {
        int from = switch (selector) {
            case Selector.Index(int index) -> index;
            case Selector.Range(int first, int _) -> first;
            case Selector.All _,Selector.Named _ -> 0;
        };
        int to = switch (selector) {
            case Selector.Index(int index) -> index + 1;
            case Selector.Range(int _, int end) -> end;
            case Selector.All _,Selector.Named _ -> Math.toIntExact(length);
        };
        if (to > length) {
            throw outside(toString(), to - 1, layout(), axis, length);
        }
        int first = (int) Math.max(from, Math.ceil(Math.max(window.from(), 0)));
        int end = (int) Math.min(to, Math.floor(Math.min(window.to(), length)) + 1);
        if (first >= end && from < to) {
            throw new InvalidInput("There is no position " + (window.isInstant()
                    ? Numbers.print(window.from())
                    : "in " + window) + " of '" + this + "': positions go from " + from + " to " + (to - 1) + ".",
                    "Positions are whole numbers counted from 0.");
        }
        int[] places = new int[Math.max(0, end - first)];
        Arrays.setAll(places, i -> first + i);
        return places;
    }

    /** As an address with a selector for each axis. */
    @Override
    public String toString() {
        return new Address(tensor, selectors).toString();
    }
}
