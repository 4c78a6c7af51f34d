package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.orrery.core.Numbers;
import org.orrery.equation.Unit;
import org.orrery.equation.Unit.Base;

/** Names and definitions of the units that a mechanism uses, after the words that people use for them. */
final class UnitTable {
    /** Units that a format knows by itself, and that are used by their own names. */
    private static final Set<String> KNOWN = Set.of("dimensionless", "item", "second", "mole", "litre", "metre",
            "kilogram", "gram", "kelvin", "ampere", "candela");
    private static final double LITRE = 1e-3;
    private static final int LONGEST = 24;

    private final Map<String, Unit> defined = new LinkedHashMap<>();
    private final Predicate<String> free;

    /** @param free whether a unit may have that name */
    UnitTable(Predicate<String> free) {
        this.free = free;
    }

    /** One factor of a unit: {@code (multiplier kind)^exponent}. */
    record Factor(String kind, double multiplier, double exponent) {}

    /** The name of a unit, which is defined now if it was not. */
    String name(Unit unit) {
        for (String kind : KNOWN) {
            if (Unit.ofKind(kind, 1, 0, 1).same(unit)) {
                return kind;
            }
        }
        for (Map.Entry<String, Unit> entry : defined.entrySet()) {
            if (entry.getValue().equals(unit)) {
                return entry.getKey();
            }
        }
        String name = Names.unused(word(unit.text()), word -> free.test(word) && !defined.containsKey(word)
                && !isKind(word) && !(word.endsWith("s") && isKind(word.substring(0, word.length() - 1))));
        defined.put(name, unit);
        return name;
    }

    /** Defines a unit under a name of its own. */
    void define(String name, Unit unit) {
        defined.put(name, unit);
    }

    Map<String, Unit> defined() {
        return defined;
    }

    private static boolean isKind(String word) {
        return KNOWN.contains(word) || List.of("meter", "liter", "radian", "steradian", "avogadro", "hertz", "newton",
                "pascal", "joule", "watt", "coulomb", "volt", "farad", "ohm", "siemens", "weber", "tesla", "lumen",
                "lux", "becquerel", "gray", "sievert", "katal", "henry", "celsius").contains(
                        word.toLowerCase(
                                Locale.ROOT));
    }

    /** {@code 1/day} is per_day, {@code mM/s} is mM_per_s. */
    private static String word(String text) {
        String word = text.replaceAll("^1/\\(?", "per_").replace("/", "_per_").replace("^-", "_minus_")
                .replace("^", "").replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("_+$", "");
        boolean readable = word.length() <= LONGEST && !word.isEmpty() && !Character.isDigit(word.charAt(0));
        return readable ? word : "unit";
    }

    /** The factors of a unit, volumes in litres; the number stands with a factor of exponent 1 if there is one. */
    static List<Factor> factors(Unit unit) {
        List<Factor> factors = new ArrayList<>();
        double number = unit.multiplier();
        for (Base base : Base.values()) {
            double exponent = unit.exponents().getOrDefault(base, 0.0);
            if (base == Base.METRE && Math.abs(exponent) == 3) {
                exponent /= 3;
                number = exponent > 0 ? number / LITRE : number * LITRE;
                factors.add(new Factor("litre", 1, exponent));
            } else if (exponent != 0) {
                factors.add(new Factor(base.name().toLowerCase(Locale.ROOT), 1, exponent));
            }
        }
        double plain = number;
        number = rounded(number);
        factors.sort((a, b) -> Double.compare(Math.signum(b.exponent()), Math.signum(a.exponent())));
        if (number == 1 && !factors.isEmpty()) {
            return factors;
        }
        for (int i = 0; i < factors.size(); i++) {
            Factor factor = factors.get(i);
            boolean inverse = factor.exponent() == -1 && factors.size() == 1;
            if (factor.exponent() == 1 || inverse) {
                factors.set(i, new Factor(factor.kind(), inverse ? rounded(1 / plain) : number, factor.exponent()));
                return factors;
            }
        }
        factors.addFirst(new Factor("dimensionless", number, 1));
        return factors;
    }

    /** Products of rounded factors end in a trail of nines; twelve digits are more than a unit has. */
    private static double rounded(double number) {
        double round = Double.parseDouble(Numbers.round(number, 12));
        return Math.abs(round / number - 1) < 1e-12 ? round : number;
    }
}
