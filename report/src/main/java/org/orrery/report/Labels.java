package org.orrery.report;

import java.util.ArrayList;
import java.util.List;

/** Long names beside an axis, broken into lines so that they stay whole. */
final class Labels {
    private static final int WIDTH = 20;

    private Labels() {}

    /** Breaks at spaces, else before a capital or after an underscore, else anywhere. */
    static String broken(String name) {
        List<String> lines = new ArrayList<>();
        String rest = name.strip();
        while (rest.length() > WIDTH) {
            int at = WIDTH;
            for (int i = WIDTH; i > WIDTH / 3; i--) {
                char before = rest.charAt(i - 1);
                char after = rest.charAt(i);
                if (after == ' ' || before == '_' || Character.isLowerCase(before) && Character.isUpperCase(after)) {
                    at = i;
                    break;
                }
            }
            lines.add(rest.substring(0, at).strip());
            rest = rest.substring(at).strip();
        }
        lines.add(rest);
        return String.join("\n", lines);
    }

    /** The height of all rows, each with room for the longest of the broken names. */
    static long height(List<String> broken, int row) {
        long lines = broken.stream().mapToLong(name -> name.lines().count()).max().orElse(1);
        return broken.size() * Math.max(row, 12 + 14 * lines);
    }

    /** An axis of broken names. */
    static Spec axis() {
        return Spec.of("ticks", false).with("domain", false).with("labelPadding", 8).with("labelLineHeight", 14)
                .with("labelExpr", "split(datum.label, '\\n')");
    }
}
