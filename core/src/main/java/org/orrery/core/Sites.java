package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a sweep goes over. Doses: {@code _ = 0..1 by 0.1} or {@code _ = 0, 2, 5}. Places: patterns with commas between, in
 * which {@code *} stands for anything within a part of a name (up to a dot) or, among the selectors, for each place by
 * itself; {@code resid.*[*] @ 0..15 by 1} moves one position after the other.
 */
final class Sites {
    private static final int MOST = 100_000;
    private static final String EXAMPLE = "Maybe write: 'L*.H*.out', 'hidden[*]', 'resid.* @ 0..15 by 1' or '_ = 0..1 by 0.1'";
    private static final Pattern STEPS = Pattern.compile("\\s*(\\S+?)\\s*\\.\\.\\s*(\\S+)\\s+by\\s+(\\S+)\\s*");

    private final Model model;
    private final List<Gap.Site> sites = new ArrayList<>();

    private Sites(Model model) {
        this.model = model;
    }

    /** @throws InvalidInput if nothing is meant, or too much */
    static List<Gap.Site> of(Model model, String over) {
        Sites all = new Sites(model);
        String trimmed = over.strip();
        if (trimmed.startsWith(Gap.SIGN + " ") || trimmed.startsWith(Gap.SIGN + "=")) {
            String doses = trimmed.substring(1).strip();
            if (!doses.startsWith("=")) {
                throw new InvalidInput("'" + over + "' says neither doses nor places.", EXAMPLE);
            }
            numbers(doses.substring(1)).forEach(value -> all.sites
                    .add(new Gap.Site(Numbers.print(value), Window.ALWAYS)));
        } else {
            split(trimmed, ',').forEach(all::pattern);
        }
        if (all.sites.isEmpty()) {
            throw new InvalidInput("Nothing is meant by '" + over + "'.", EXAMPLE);
        }
        return List.copyOf(all.sites);
    }

    private static List<Double> numbers(String text) {
        var steps = STEPS.matcher(text);
        if (!steps.matches()) {
            return split(text, ',').stream().map(Sites::number).toList();
        }
        double from = number(steps.group(1));
        double to = number(steps.group(2));
        double by = number(steps.group(3));
        double count = Math.floor((to - from) / by * (1 + 1e-12) + 1e-9) + 1;
        if (!(count >= 1) || count > MOST) {
            throw new InvalidInput("'" + text.strip() + "' are " + (count > MOST ? "too many steps" : "no steps") + ".",
                    "Maybe write: 0..1 by 0.1");
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // To twelve digits: the third of ten steps of 0.1 is 0.3.
            numbers.add(Double.parseDouble("%.12g".formatted(from + i * by)));
        }
        return numbers;
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            Numbers.requireFinite(value, "A step");
            return value;
        } catch (NumberFormatException e) {
            throw new InvalidInput("'" + text.strip() + "' is no number.", text.contains("..")
                    ? "Maybe say the steps: " + text.strip() + " by 1"
                    : EXAMPLE);
        }
    }

    /** At signs outside of brackets and back-quotes. */
    private static List<String> split(String text, char sign) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '`';
            open += quoted ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == sign && open == 0 && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    private void pattern(String pattern) {
        List<String> halves = split(pattern, '@');
        List<Window> windows = halves.size() == 1
                ? List.of(Window.ALWAYS)
                : STEPS.matcher(halves.get(1)).matches()
                        ? numbers(halves.get(1)).stream().map(Window::at).toList()
                        : List.of(Intervention.parse("x = 0 @ " + halves.get(1)).window());
        String place = halves.getFirst();
        int bracket = split(place, '[').size() > 1 ? place.indexOf('[') : -1;
        int opening = bracket < 0 && place.endsWith("]") ? place.indexOf('[') : bracket;
        String name = (opening < 0 ? place : place.substring(0, opening)).strip();
        List<String> selectors = opening < 0
                ? List.of()
                : split(place.substring(opening + 1, place.lastIndexOf(']')), ',');
        List<String> names = names(name);
        for (String each : names) {
            List<Address> addresses = new ArrayList<>();
            spread(each, selectors, new ArrayList<>(), addresses);
            for (Address address : addresses) {
                for (Window window : windows) {
                    sites.add(new Gap.Site(address.toString(), window));
                }
            }
        }
        if (sites.size() > MOST) {
            throw new InvalidInput("'" + pattern + "' means more than " + MOST + " sites.", "Maybe sweep over fewer.");
        }
    }

    private List<String> names(String glob) {
        String plain = glob.startsWith("`") && glob.endsWith("`") && glob.length() > 1
                ? glob.substring(1, glob.length() - 1).replace("``", "`")
                : glob;
        List<String> known = model.variables().stream().filter(Variable::movable).map(Variable::name).toList();
        if (!plain.contains("*")) {
            return List.of(plain);
        }
        Pattern pattern = Pattern.compile(java.util.Arrays.stream(plain.split("\\*", -1)).map(Pattern::quote)
                .collect(Collectors.joining("[^.]*")));
        List<String> matching = known.stream().filter(name -> pattern.matcher(name).matches()).toList();
        if (matching.isEmpty()) {
            throw new InvalidInput("No variable that can be moved is called like '" + plain + "'.",
                    Nearest.advice(plain.replace("*", ""), known));
        }
        return matching;
    }

    private void spread(String name, List<String> patterns, List<String> chosen, List<Address> into) {
        if (chosen.size() == patterns.size()) {
            String whole = Address.of(name)
                    + (chosen.isEmpty() ? "" : "[" + String.join(", ", chosen) + "]");
            into.add(Address.parse(whole));
            return;
        }
        String pattern = patterns.get(chosen.size());
        if (!pattern.equals("*")) {
            chosen.add(pattern);
            spread(name, patterns, chosen, into);
            chosen.removeLast();
            return;
        }
        List<Address.Selector> any = java.util.Collections.nCopies(patterns.size(), new Address.Selector.All());
        int places = model.places(new Address(name, any), chosen.size());
        if (places == 0) {
            throw new InvalidInput("'" + name + "' has no axis of known length for the * in [" + String.join(", ",
                    patterns) + "].", "Maybe give as many selectors as 'orrery open' shows axes.");
        }
        for (int i = 0; i < places; i++) {
            chosen.add(Integer.toString(i));
            spread(name, patterns, chosen, into);
            chosen.removeLast();
        }
    }
}
