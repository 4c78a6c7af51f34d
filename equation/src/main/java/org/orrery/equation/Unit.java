package org.orrery.equation;

import java.util.EnumMap;
import java.util.Map;

import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * A physical unit: a multiple of a product of powers of base units. {@code 1 day} is {@code (86400, {SECOND=1})}.
 *
 * @param multiplier relative to the product of the base units
 * @param exponents of the base units, without zeros; empty for a dimensionless unit
 */
public record Unit(double multiplier, Map<Base, Double> exponents) {
    /** A pure number. */
    public static final Unit DIMENSIONLESS = new Unit(1, Map.of());

    /** Multipliers that differ by less are the same: units are products of rounded factors. */
    private static final double ROUNDING = 1e-9;

    public Unit {
        exponents = Map.copyOf(exponents);
    }

    /** The base units of SBML: those of the SI, and the countable item. */
    public enum Base {
        METRE, KILOGRAM, SECOND, AMPERE, KELVIN, MOLE, CANDELA, ITEM
    }

    /**
     * A unit as SBML writes it: {@code (multiplier * 10^scale * kind)^exponent}.
     *
     * @param kind the name of a unit of SBML, such as {@code litre}
     * @throws InvalidInput if there is no such kind
     * @throws Refusal for degrees Celsius, which have an offset
     */
    public static Unit ofKind(String kind, double exponent, int scale, double multiplier) {
        Unit unit = UnitKind.named(kind);
        return new Unit(multiplier * Elementary.power(10, scale) * unit.multiplier, unit.exponents).power(exponent);
    }

    public Unit times(Unit other) {
        return combined(other, 1);
    }

    public Unit over(Unit other) {
        return combined(other, -1);
    }

    public Unit power(double exponent) {
        Map<Base, Double> powers = new EnumMap<>(Base.class);
        exponents.forEach((base, n) -> put(powers, base, n * exponent));
        return new Unit(Elementary.power(multiplier, exponent), powers);
    }

    private Unit combined(Unit other, int sign) {
        Map<Base, Double> sum = new EnumMap<>(Base.class);
        sum.putAll(exponents);
        other.exponents.forEach((base, n) -> put(sum, base, sum.getOrDefault(base, 0.0) + sign * n));
        return new Unit(sign > 0 ? multiplier * other.multiplier : multiplier / other.multiplier, sum);
    }

    /** Thirds and the like leave a trace of rounding where they cancel. */
    private static void put(Map<Base, Double> exponents, Base base, double n) {
        if (Math.abs(n) < ROUNDING) {
            exponents.remove(base);
        } else {
            exponents.put(base, n);
        }
    }

    /** Whether one can be converted into the other. */
    public boolean sameDimension(Unit other) {
        return exponents.equals(other.exponents) || over(other).exponents.isEmpty();
    }

    /** Whether a number in the one is the same number in the other. */
    public boolean same(Unit other) {
        return Math.abs(multiplier / other.multiplier - 1) < ROUNDING && sameDimension(other);
    }

    public boolean isDimensionless() {
        return exponents.isEmpty();
    }

    /** For people: {@code mM}, {@code 1/day}, {@code mM/s}, or a product of base units. */
    public String text() {
        return UnitText.of(this);
    }
}
