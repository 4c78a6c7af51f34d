package org.orrery.dynamics.mechanism;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Advice for a name that is not known: the names that look most like it. */
public final class Suggestion {
    private static final int MOST = 3;

    private Suggestion() {}

    /** {@code Maybe a or b is meant.}, or {@code otherwise} where nothing is near. */
    public static String of(String word, Collection<String> names, String otherwise) {
        List<String> near = near(word, names);
        return near.isEmpty() ? otherwise : "Maybe " + String.join(" or ", near) + " is meant.";
    }

    private static List<String> near(String word, Collection<String> names) {
        int reach = Math.max(1, word.length() / 3);
        String lower = word.toLowerCase(Locale.ROOT);
        record Near(String name, int distance) {}
        return names.stream().filter(name -> Math.abs(name.length() - word.length()) <= reach)
                .map(name -> new Near(name, distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() <= reach)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name)).limit(MOST)
                .map(Near::name).toList();
    }

    /** Levenshtein's distance: insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
