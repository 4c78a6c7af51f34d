package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.orrery.network.onnx.Attribute;

/**
 * Sums of products written by letters. By one operand: the same of the cotangent and the others; letters that only this operand
 * has are repeated; a letter that it has twice is put on a diagonal.
 */
final class Einsums {
    private Einsums() {}

    static void list(Map<String, Treatment> table) {
        table.put("Einsum", new Treatment.Smooth(Einsums::pull));
    }

    /** Letters of the operands and, last, of the result; an ellipsis has got letters of its own. */
    private static List<String> terms(Site at, Emit to) {
        String equation = at.node().text("equation", "").replace(" ", "");
        String[] sides = equation.split("->", -1);
        List<String> terms = new ArrayList<>(List.of(sides[0].split(",", -1)));
        terms.add(sides.length > 1 ? sides[1] : implied(sides[0]));
        String spare = spare(equation);
        int widest = 0;
        List<Integer> hidden = new ArrayList<>();
        for (int i = 0; i < at.inputs(); i++) {
            int rank = to.types().rank(at.in(i));
            if (rank < 0) {
                throw at.refusal("the number of axes of its inputs is not known before a run");
            }
            hidden.add(terms.get(i).contains("...") ? rank - (terms.get(i).length() - 3) : 0);
            widest = Math.max(widest, hidden.getLast());
        }
        hidden.add(widest);
        for (int i = 0; i < terms.size(); i++) {
            terms.set(i, terms.get(i).replace("...", spare.substring(widest - hidden.get(i), widest)));
        }
        return terms;
    }

    private static String spare(String equation) {
        StringBuilder letters = new StringBuilder();
        for (char letter = 'A'; letter <= 'z'; letter++) {
            if (Character.isLetter(letter) && equation.indexOf(letter) < 0) {
                letters.append(letter);
            }
        }
        return letters.toString();
    }

    /** Without an arrow: the ellipsis, then the letters that stand once, in the order of the alphabet. */
    private static String implied(String operands) {
        Map<Character, Integer> counts = new TreeMap<>();
        operands.chars().filter(Character::isLetter).forEach(letter -> counts.merge((char) letter, 1, Integer::sum));
        StringBuilder result = new StringBuilder(operands.contains("...") ? "..." : "");
        counts.forEach((letter, count) -> result.append(count == 1 ? letter.toString() : ""));
        return result.toString();
    }

    private static void pull(Site at, Emit to) {
        List<String> terms = terms(at, to);
        for (int i = 0; i < at.inputs(); i++) {
            if (at.wants(i)) {
                at.give(i, one(at, to, terms, i));
            }
        }
    }

    private static String one(Site at, Emit to, List<String> terms, int place) {
        String own = terms.get(place);
        List<String> read = new ArrayList<>(List.of(at.dy()));
        List<String> letters = new ArrayList<>(List.of(terms.getLast()));
        for (int i = 0; i < at.inputs(); i++) {
            if (i != place) {
                read.add(at.in(i));
                letters.add(terms.get(i));
            }
        }
        String known = String.join("", letters);
        // Each letter once, without those that nothing else has.
        StringBuilder distinct = new StringBuilder();
        StringBuilder summed = new StringBuilder();
        for (char letter : own.toCharArray()) {
            if (distinct.indexOf(String.valueOf(letter)) < 0) {
                distinct.append(letter);
                summed.append(known.indexOf(letter) >= 0 ? String.valueOf(letter) : "");
            }
        }
        String equation = String.join(",", letters) + "->" + summed;
        String g = to.op("Einsum", Map.of("equation", new Attribute.Text(equation)), read.toArray(String[]::new));
        to.types().ranked(g, at.y(), summed.length());
        String x = at.in(place);
        g = opened(to, g, own, summed.toString());
        if (distinct.length() < own.length()) {
            return diagonal(to, g, own, x);
        }
        if (summed.length() < own.length()) {
            g = to.op("Expand", g, to.op("Max", Form.shape(to, x), to.op("Shape", g)));
        }
        return Form.dynamicUnlessSame(to, g, x, at.node().inputs().size() == 1);
    }

    /** With axes of length 1 for the letters that are missing, and for each letter that was there before. */
    private static String opened(Emit to, String g, String own, String summed) {
        List<Long> axes = new ArrayList<>();
        for (int i = 0; i < own.length(); i++) {
            if (own.indexOf(own.charAt(i)) < i || summed.indexOf(own.charAt(i)) < 0) {
                axes.add((long) i);
            }
        }
        return axes.isEmpty() ? g : to.op("Unsqueeze", g, to.ints(axes.stream().mapToLong(axis -> axis).toArray()));
    }

    private static String diagonal(Emit to, String g, String own, String x) {
        String wide = Form.expand(to, g, x);
        for (int i = 0; i < own.length(); i++) {
            int first = own.indexOf(own.charAt(i));
            if (first < i) {
                String same = to.op("Equal", range(to, x, first, own.length()), range(to, x, i, own.length()));
                wide = to.where(same, wide, x);
            }
        }
        return wide;
    }

    private static String range(Emit to, String x, int axis, int rank) {
        long[] shape = new long[rank];
        java.util.Arrays.fill(shape, 1);
        shape[axis] = -1;
        String places = to.op("Range", to.whole(0), to.op("Squeeze", Form.length(to, x, axis)), to.whole(1));
        return Form.reshape(to, places, shape);
    }
}
