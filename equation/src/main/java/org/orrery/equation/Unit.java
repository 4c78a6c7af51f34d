package org.orrery.equation;

import java.util.HashMap;
import java.util.Map;

/** TEMPORARY. */
public record Unit(double multiplier, Map<Base, Double> exponents) {
    public static final Unit DIMENSIONLESS = new Unit(1, Map.of());
    public Unit { exponents = Map.copyOf(exponents); }
    public enum Base { METRE, KILOGRAM, SECOND, AMPERE, KELVIN, MOLE, CANDELA, ITEM }
    public static Unit ofKind(String kind, double exponent, int scale, double multiplier) {
        Unit base = switch (kind) {
            case "second" -> new Unit(1, Map.of(Base.SECOND, 1.0));
            case "mole" -> new Unit(1, Map.of(Base.MOLE, 1.0));
            case "item" -> new Unit(1, Map.of(Base.ITEM, 1.0));
            case "metre", "meter" -> new Unit(1, Map.of(Base.METRE, 1.0));
            case "litre", "liter" -> new Unit(1e-3, Map.of(Base.METRE, 3.0));
            case "gram" -> new Unit(1e-3, Map.of(Base.KILOGRAM, 1.0));
            case "dimensionless" -> DIMENSIONLESS;
            default -> throw new IllegalArgumentException(kind);
        };
        return new Unit(multiplier * Math.pow(10, scale) * base.multiplier, base.exponents).pow(exponent);
    }
    public Unit times(Unit other) {
        Map<Base, Double> sum = new HashMap<>(exponents);
        other.exponents.forEach((b, e) -> sum.merge(b, e, Double::sum));
        sum.values().removeIf(v -> v == 0);
        return new Unit(multiplier * other.multiplier, sum);
    }
    public Unit per(Unit other) { return times(other.pow(-1)); }
    public Unit pow(double n) {
        Map<Base, Double> p = new HashMap<>();
        exponents.forEach((b, e) -> { if (e * n != 0) p.put(b, e * n); });
        return new Unit(Math.pow(multiplier, n), p);
    }
}
