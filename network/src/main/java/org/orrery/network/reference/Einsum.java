package org.orrery.network.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sums of products in Einstein's notation, over all values of all letters at once. The axes of an ellipsis are named
 * from the end by signs that are no letters.
 */
final class Einsum {
    private Einsum() {}

    static void into(Table table) {
        table.one("Einsum", Einsum::sum);
    }

    private static Array sum(Call call) {
        String equation = call.text("equation", "").replace(" ", "");
        int arrow = equation.indexOf("->");
        List<String> terms = new ArrayList<>(List.of((arrow < 0 ? equation : equation.substring(0, arrow))
                .split(",", -1)));
        List<Array> operands = call.all();
        if (terms.size() != operands.size()) {
            throw new IllegalArgumentException("'" + equation + "' has " + terms.size() + " terms");
        }
        int widest = 0;
        for (int i = 0; i < operands.size(); i++) {
            int hidden = operands.get(i).rank() - terms.get(i).replace("...", "").length();
            if (hidden < 0 || hidden > 0 && !terms.get(i).contains("...")) {
                throw new IllegalArgumentException("'" + terms.get(i) + "' does not name the axes of "
                        + operands.get(i));
            }
            terms.set(i, terms.get(i).replace("...", hidden(hidden)));
            widest = Math.max(widest, hidden);
        }
        String output = arrow < 0
                ? hidden(widest) + once(terms)
                : equation.substring(arrow + 2).replace("...", hidden(widest));
        Map<Character, Integer> lengths = lengths(terms, operands);
        String summed = lengths.keySet().stream().filter(c -> output.indexOf(c) < 0).map(String::valueOf)
                .collect(Collectors.joining());
        int[] shape = shape(output, lengths);
        int[] inner = shape(summed, lengths);
        double[] values = new double[Axes.size(shape)];
        int[][] outer = new int[operands.size()][];
        int[][] steps = new int[operands.size()][];
        for (int i = 0; i < outer.length; i++) {
            outer[i] = Axes.places(shape, strides(output, terms.get(i), operands.get(i)), 0);
            steps[i] = Axes.places(inner, strides(summed, terms.get(i), operands.get(i)), 0);
        }
        int terminals = Axes.size(inner);
        for (int o = 0; o < values.length; o++) {
            for (int k = 0; k < terminals; k++) {
                double product = 1;
                for (int i = 0; i < outer.length; i++) {
                    product *= operands.get(i).real(outer[i][o] + steps[i][k]);
                }
                values[o] += product;
            }
        }
        return Array.of(operands.getFirst().type(), shape, values);
    }

    /** Names for axes that the ellipsis hides, so that the last axes agree. */
    private static String hidden(int count) {
        StringBuilder names = new StringBuilder();
        for (int i = count; i > 0; i--) {
            names.append((char) ('0' + i));
        }
        return names.toString();
    }

    /** Without an arrow the output has the letters that stand once, in the order of the alphabet. */
    private static String once(List<String> terms) {
        Map<Character, Integer> counts = new TreeMap<>();
        String.join("", terms).chars().filter(Character::isLetter)
                .forEach(c -> counts.merge((char) c, 1, Integer::sum));
        return counts.entrySet().stream().filter(entry -> entry.getValue() == 1)
                .map(entry -> entry.getKey().toString()).collect(Collectors.joining());
    }

    private static Map<Character, Integer> lengths(List<String> terms, List<Array> operands) {
        Map<Character, Integer> lengths = new LinkedHashMap<>();
        for (int i = 0; i < terms.size(); i++) {
            for (int axis = 0; axis < terms.get(i).length(); axis++) {
                int length = operands.get(i).length(axis);
                lengths.merge(terms.get(i).charAt(axis), length,
                        (a, b) -> Axes.broadcast(new int[]{a}, new int[]{b})[0]);
            }
        }
        return lengths;
    }

    private static int[] shape(String names, Map<Character, Integer> lengths) {
        return names.chars().map(c -> {
            Integer length = lengths.get((char) c);
            if (length == null) {
                throw new IllegalArgumentException("'" + (char) c + "' stands in no term");
            }
            return length;
        }).toArray();
    }

    /** A letter that stands twice in a term walks its diagonal; an axis of length 1 stays. */
    private static int[] strides(String names, String term, Array operand) {
        int[] own = Axes.strides(operand.shape());
        int[] strides = new int[names.length()];
        Arrays.setAll(strides, i -> {
            int stride = 0;
            for (int axis = 0; axis < term.length(); axis++) {
                stride += term.charAt(axis) == names.charAt(i) && operand.length(axis) != 1 ? own[axis] : 0;
            }
            return stride;
        });
        return strides;
    }
}
