package org.orrery.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that a mistyped one was most likely meant to be. */
public final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    private record Scored(String name, double score) {}

    /**
     * Up to three names, the likeliest first, of those that differ only in case, that begin or end with the word (or the
     * word with them), or that are a few slips of the keyboard away. Ties keep the order given. Empty where nothing is near.
     */
    public static List<String> to(String word, Collection<String> names) {
        String wanted = word.toLowerCase(Locale.ROOT);
        List<Scored> near = new ArrayList<>();
        for (String name : names) {
            double score = score(wanted, name.toLowerCase(Locale.ROOT));
            if (score < Double.POSITIVE_INFINITY) {
                near.add(new Scored(name, score));
            }
        }
        return near.stream().sorted(Comparator.comparingDouble(Scored::score)).map(Scored::name).distinct().limit(MOST)
                .toList();
    }

    /** The same as one line of advice; where nothing is near, it says how to list the names. */
    public static String advice(String word, Collection<String> names) {
        List<String> near = to(word, names);
        return switch (near.size()) {
            case 0 -> "Maybe list the names with 'orrery open'.";
            case 1 -> "Maybe " + near.getFirst() + " is meant.";
            default -> "Maybe one of these is meant: " + String.join(", ", near) + ".";
        };
    }

    private static double score(String wanted, String name) {
        if (wanted.equals(name)) {
            return 0;
        }
        int slips = Math.max(1, Math.max(wanted.length(), name.length()) / 3);
        if (Math.abs(wanted.length() - name.length()) <= slips && slips < Math.max(wanted.length(), name.length())) {
            int distance = distance(wanted, name);
            if (distance <= slips) {
                return distance;
            }
        }
        String shorter = wanted.length() < name.length() ? wanted : name;
        String longer = wanted.length() < name.length() ? name : wanted;
        boolean begins = longer.startsWith(shorter);
        return shorter.length() >= 2 && (begins || longer.endsWith(shorter))
                ? slips + (begins ? 1 : 2) - (double) shorter.length() / longer.length()
                : Double.POSITIVE_INFINITY;
    }

    /** Edit distance with neighbours swapped as one slip (optimal string alignment). Cost: the product of the lengths. */
    static int distance(String a, String b) {
        int[] older = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], older[j - 2] + 1);
                }
            }
            int[] spare = older;
            older = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
