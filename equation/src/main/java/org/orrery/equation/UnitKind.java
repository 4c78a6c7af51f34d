package org.orrery.equation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.equation.Unit.Base;

/** The table of unit kinds in SBML Level 3 Version 2, section 4.4.2, with the spellings of Level 1. */
final class UnitKind {
    private static final Base[] ORDER = {Base.METRE, Base.KILOGRAM, Base.SECOND, Base.AMPERE};
    private static final Map<String, Unit> KINDS = new HashMap<>();

    static {
        put("dimensionless", Unit.DIMENSIONLESS);
        put("radian", Unit.DIMENSIONLESS);
        put("steradian", Unit.DIMENSIONLESS);
        put("avogadro", new Unit(Builtins.AVOGADRO, Map.of()));
        base("metre", Base.METRE);
        base("meter", Base.METRE);
        base("kilogram", Base.KILOGRAM);
        base("second", Base.SECOND);
        base("ampere", Base.AMPERE);
        base("kelvin", Base.KELVIN);
        base("mole", Base.MOLE);
        base("candela", Base.CANDELA);
        base("item", Base.ITEM);
        base("lumen", Base.CANDELA);
        put("gram", new Unit(1e-3, Map.of(Base.KILOGRAM, 1.0)));
        put("litre", new Unit(1e-3, Map.of(Base.METRE, 3.0)));
        put("liter", new Unit(1e-3, Map.of(Base.METRE, 3.0)));
        put("katal", new Unit(1, Map.of(Base.MOLE, 1.0, Base.SECOND, -1.0)));
        put("lux", new Unit(1, Map.of(Base.CANDELA, 1.0, Base.METRE, -2.0)));
        derived("hertz", 0, 0, -1, 0);
        derived("becquerel", 0, 0, -1, 0);
        derived("newton", 1, 1, -2, 0);
        derived("pascal", -1, 1, -2, 0);
        derived("joule", 2, 1, -2, 0);
        derived("watt", 2, 1, -3, 0);
        derived("gray", 2, 0, -2, 0);
        derived("sievert", 2, 0, -2, 0);
        derived("coulomb", 0, 0, 1, 1);
        derived("volt", 2, 1, -3, -1);
        derived("ohm", 2, 1, -3, -2);
        derived("siemens", -2, -1, 3, 2);
        derived("farad", -2, -1, 4, 2);
        derived("henry", 2, 1, -2, -2);
        derived("weber", 2, 1, -2, -1);
        derived("tesla", 0, 1, -2, -1);
    }

    private UnitKind() {}

    /** @throws InvalidInput if there is no such kind */
    static Unit named(String kind) {
        Unit unit = KINDS.get(kind);
        if (unit != null) {
            return unit;
        }
        if (kind.toLowerCase(Locale.ROOT).equals("celsius")) {
            throw new Refusal("degrees Celsius have an offset, and a unit has none", "Temperatures in kelvin.");
        }
        throw new InvalidInput("there is no unit `" + kind + "`", "The units of SBML are "
                + String.join(", ", KINDS.keySet().stream().sorted().toList()) + ".");
    }

    private static void put(String name, Unit unit) {
        KINDS.put(name, unit);
    }

    private static void base(String name, Base base) {
        put(name, new Unit(1, Map.of(base, 1.0)));
    }

    /** With the exponents of metre, kilogram, second and ampere. */
    private static void derived(String name, double... exponents) {
        Map<Base, Double> powers = new HashMap<>();
        for (int i = 0; i < exponents.length; i++) {
            if (exponents[i] != 0) {
                powers.put(ORDER[i], exponents[i]);
            }
        }
        put(name, new Unit(1, powers));
    }
}
