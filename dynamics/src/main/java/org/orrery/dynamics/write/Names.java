package org.orrery.dynamics.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Substitution;

/** Names that a format can write. */
final class Names {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final int SHOWN = 10;

    private Names() {}

    /** The mechanism with every name that is not legal made so, and different from all others. */
    static Mechanism legal(Mechanism mechanism, Predicate<String> legal, List<String> losses) {
        Set<String> taken = new Parts(mechanism).ids();
        Map<String, String> renamed = new LinkedHashMap<>();
        for (String id : taken.stream().sorted().toList()) {
            if (!legal.test(id)) {
                renamed.put(id, unused(plain(id), name -> legal.test(name) && !taken.contains(name)
                        && !renamed.containsValue(name)));
            }
        }
        if (renamed.isEmpty()) {
            return mechanism;
        }
        losses.add("names that cannot be written are changed: " + some(renamed.entrySet().stream()
                .map(entry -> entry.getKey() + " to " + entry.getValue()).toList()));
        return renamed(mechanism, renamed);
    }

    static Mechanism renamed(Mechanism mechanism, Map<String, String> names) {
        Map<String, Expr> symbols = new HashMap<>();
        names.forEach((old, now) -> symbols.put(old, Expr.sym(now)));
        return new Edit(id -> names.getOrDefault(id, id), new Substitution(symbols)::apply).apply(mechanism);
    }

    /** The first of a list and how many more there are, for a line that a person reads. */
    static String some(Collection<String> all) {
        String first = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return all.size() > SHOWN ? first + " and " + (all.size() - SHOWN) + " more" : first;
    }

    /** Letters, digits and underscores, beginning with no digit. */
    static boolean isWord(String name) {
        return WORD.matcher(name).matches();
    }

    static String plain(String name) {
        String word = name.replaceAll("[^A-Za-z0-9_]", "_");
        return word.isEmpty() || Character.isDigit(word.charAt(0)) ? "_" + word : word;
    }

    /** The word itself, or with the first number behind it that makes it free. */
    static String unused(String word, Predicate<String> free) {
        if (free.test(word)) {
            return word;
        }
        int number = 1;
        while (!free.test(word + "_" + number)) {
            number++;
        }
        return word + "_" + number;
    }
}
