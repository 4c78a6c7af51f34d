package org.orrery.dynamics.flux;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;

/** Reads the written form of a gene rule, as notes of older files have it: {@code (b1 and b2) or b3}. */
public final class GeneText {
    private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[^\\s()]+)");
    private static final int DEEPEST = 200;

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    private GeneText(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    /**
     * @return null where the text names no gene
     * @throws InvalidInput if it is no rule
     */
    public static @Nullable GeneRule parse(String text) {
        GeneText reader = new GeneText(text);
        if (reader.tokens.isEmpty()) {
            return null;
        }
        GeneRule rule = reader.any(0);
        if (reader.next < reader.tokens.size()) {
            throw reader.unreadable("'" + reader.tokens.get(reader.next) + "' is one too many");
        }
        return rule;
    }

    private GeneRule any(int depth) {
        List<GeneRule> parts = new ArrayList<>(List.of(all(depth)));
        while (takes("or", "|", "||")) {
            parts.add(all(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new GeneRule.Or(parts);
    }

    private GeneRule all(int depth) {
        List<GeneRule> parts = new ArrayList<>(List.of(one(depth)));
        while (takes("and", "&", "&&")) {
            parts.add(one(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new GeneRule.And(parts);
    }

    private GeneRule one(int depth) {
        if (next >= tokens.size() || depth > DEEPEST) {
            throw unreadable(depth > DEEPEST ? "its brackets are nested too deep" : "a gene is missing at its end");
        }
        String token = tokens.get(next++);
        if (token.equals("(")) {
            GeneRule inner = any(depth + 1);
            if (!takes(")")) {
                throw unreadable("a bracket is not closed");
            }
            return inner;
        }
        String word = token.toLowerCase(Locale.ROOT);
        if (word.equals(")") || word.equals("and") || word.equals("or")) {
            throw unreadable("a gene is missing before '" + token + "'");
        }
        return new GeneRule.Product(token);
    }

    private boolean takes(String... words) {
        if (next < tokens.size() && List.of(words).contains(tokens.get(next).toLowerCase(Locale.ROOT))) {
            next++;
            return true;
        }
        return false;
    }

    private InvalidInput unreadable(String why) {
        return new InvalidInput("the gene association '" + text + "' cannot be read: " + why + ".",
                "Write it like: (b1 and b2) or b3");
    }
}
