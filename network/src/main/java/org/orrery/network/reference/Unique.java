package org.orrery.network.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.orrery.network.onnx.ElementType;

/** Different elements, or different slices along an axis, with where they stand first, who is whom, and how often. */
final class Unique {
    private Unique() {}

    static void into(Table table) {
        table.many("Unique", Unique::unique);
    }

    private static List<Array> unique(Call call) {
        boolean flat = call.node().attribute("axis") == null;
        Array x = flat ? call.in(0).as(call.in(0).size()) : call.in(0);
        int axis = flat ? 0 : Axes.axis(call.whole("axis", 0), x.rank());
        int inner = Axes.product(x.shape(), axis + 1, x.rank());
        int[] steps = IntStream.range(0, x.size() / Math.max(1, x.length(axis)))
                .map(i -> i / inner * inner * x.length(axis) + i % inner).toArray();
        Comparator<Integer> order = (a, b) -> Arrays.stream(steps)
                .map(step -> compare(x, a * inner + step, b * inner + step)).filter(sign -> sign != 0).findFirst()
                .orElse(0);
        TreeMap<Integer, List<Integer>> groups = new TreeMap<>(order);
        for (int i = 0; i < x.length(axis); i++) {
            groups.computeIfAbsent(i, _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> all = new ArrayList<>(groups.values());
        if (call.whole("sorted", 1) == 0) {
            all.sort(Comparator.comparing(List::getFirst));
        }
        int[] first = all.stream().mapToInt(List::getFirst).toArray();
        int[] who = new int[x.length(axis)];
        for (int i = 0; i < all.size(); i++) {
            for (int member : all.get(i)) {
                who[member] = i;
            }
        }
        return List.of(Gathering.gather(x, Array.whole(first), axis), Array.whole(first), Array.whole(who),
                Array.whole(all.stream().mapToInt(List::size).toArray()));
    }

    private static int compare(Array x, int a, int b) {
        if (x.type() == ElementType.STRING) {
            return x.texts().get(a).toStringUtf8().compareTo(x.texts().get(b).toStringUtf8());
        }
        return x.isReal()
                ? Double.compare(x.real(a) + 0.0, x.real(b) + 0.0)
                : Wholes.compare(x.type(), x.wholes()[a], x.wholes()[b]);
    }
}
