package org.orrery.equation;

import java.util.Map;

/**
 * A physical unit: a multiple of a product of powers of base units. {@code 1 day} is {@code (86400, {SECOND=1})}.
 *
 * @param multiplier relative to the product of the base units
 * @param exponents of the base units, without zeros; empty for a dimensionless unit
 */
public record Unit(double multiplier, Map<Base, Double> exponents) {
    /** A pure number. */
    public static final Unit DIMENSIONLESS = new Unit(1, Map.of());

    public Unit {
        exponents = Map.copyOf(exponents);
    }

    /** The base units of SBML: those of the SI, and the countable item. */
    public enum Base {
        METRE, KILOGRAM, SECOND, AMPERE, KELVIN, MOLE, CANDELA, ITEM
    }
}
