package org.orrery.equation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.orrery.equation.Unit.Base;

/** Names units as biologists do where there is such a name, alone or per time. */
final class UnitText {
    private static final Map<String, Unit> NAMES = new LinkedHashMap<>();
    private static final Map<String, Unit> TIMES = new LinkedHashMap<>();
    private static final Map<Base, String> SYMBOLS = Map.of(Base.METRE, "m", Base.KILOGRAM, "kg", Base.SECOND, "s",
            Base.AMPERE, "A", Base.KELVIN, "K", Base.MOLE, "mol", Base.CANDELA, "cd", Base.ITEM, "item");

    static {
        Unit litre = UnitKind.named("litre");
        Unit mole = UnitKind.named("mole");
        scaled("M", mole.over(litre));
        scaled("mol", mole);
        scaled("l", litre);
        scaled("m", UnitKind.named("metre"));
        scaled("g", UnitKind.named("gram"));
        NAMES.put("kg", UnitKind.named("kilogram"));
        NAMES.put("item", UnitKind.named("item"));
        NAMES.put("K", UnitKind.named("kelvin"));
        NAMES.put("A", UnitKind.named("ampere"));
        NAMES.put("cd", UnitKind.named("candela"));
        Unit second = UnitKind.named("second");
        TIMES.put("s", second);
        TIMES.put("min", times(second, 60));
        TIMES.put("h", times(second, 3_600));
        TIMES.put("day", times(second, 86_400));
        TIMES.put("week", times(second, 604_800));
        TIMES.put("ms", times(second, 1e-3));
        NAMES.putAll(TIMES);
        NAMES.put("N", UnitKind.named("newton"));
        NAMES.put("J", UnitKind.named("joule"));
        NAMES.put("W", UnitKind.named("watt"));
        NAMES.put("Pa", UnitKind.named("pascal"));
        NAMES.put("V", UnitKind.named("volt"));
    }

    private UnitText() {}

    private static void scaled(String name, Unit unit) {
        NAMES.put(name, unit);
        NAMES.put("m" + name, times(unit, 1e-3));
        NAMES.put("u" + name, times(unit, 1e-6));
        NAMES.put("n" + name, times(unit, 1e-9));
        NAMES.put("p" + name, times(unit, 1e-12));
    }

    private static Unit times(Unit unit, double factor) {
        return new Unit(unit.multiplier() * factor, unit.exponents());
    }

    static String of(Unit unit) {
        String whole = simple(unit);
        if (whole != null) {
            return whole;
        }
        String below = simple(Unit.DIMENSIONLESS.over(unit));
        if (below != null) {
            return "1/" + below;
        }
        for (Map.Entry<String, Unit> time : TIMES.entrySet()) {
            String rate = simple(unit.times(time.getValue()));
            if (rate != null) {
                return rate + "/" + time.getKey();
            }
            String inverse = simple(Unit.DIMENSIONLESS.over(unit.times(time.getValue())));
            if (inverse != null) {
                return "1/(" + inverse + "*" + time.getKey() + ")";
            }
        }
        return product(unit);
    }

    private static @Nullable String simple(Unit unit) {
        if (unit.isDimensionless()) {
            return unit.same(Unit.DIMENSIONLESS) ? "dimensionless" : null;
        }
        for (Map.Entry<String, Unit> name : NAMES.entrySet()) {
            if (unit.same(name.getValue())) {
                return name.getKey();
            }
        }
        return null;
    }

    private static String product(Unit unit) {
        List<String> parts = new ArrayList<>();
        if (unit.multiplier() != 1 || unit.isDimensionless()) {
            parts.add(InfixPrinter.number(unit.multiplier()));
        }
        for (Base base : Base.values()) {
            double exponent = unit.exponents().getOrDefault(base, 0.0);
            if (exponent != 0) {
                parts.add(SYMBOLS.getOrDefault(base, base.name())
                        + (exponent == 1 ? "" : "^" + InfixPrinter.number(exponent)));
            }
        }
        return String.join("*", parts);
    }
}
