package org.orrery.dynamics.antimony;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.equation.Unit;

/**
 * Units: {@code unit day = 86400 second}, {@code k1 has 1/day}. A number next to a unit is one group, so that
 * {@code 100 mole/5 liter} divides by five litres. Each model has its own units.
 */
final class UnitParser {
    private static final Set<String> STOPS_NOTHING = Set.of();
    private final Tokens tokens;
    /** Where the formulas of units begin, by model: a unit may be used above its definition. */
    private final Map<String, Map<String, Integer>> ahead = new HashMap<>();

    UnitParser(Tokens tokens) {
        this.tokens = tokens;
        String model = "";
        for (; tokens.peek().kind() != Token.Kind.END; tokens.next()) {
            if (tokens.place() > 0 && !tokens.peek(-1).ends()) {
                continue;
            }
            int name = tokens.peek(1).is("*") ? 2 : 1;
            if ((tokens.peek().is("model") || tokens.peek().is("module")) && tokens.peek(name).isWord()
                    && (tokens.peek(name + 1).ends() || tokens.peek(name + 1).is("("))) {
                model = tokens.peek(name).text();
            } else if (tokens.peek().is("end")) {
                model = "";
            } else if (tokens.peek().is("unit") && tokens.peek(2).is("=")) {
                ahead.computeIfAbsent(model, key -> new HashMap<>()).putIfAbsent(tokens.peek(1).text(),
                        tokens.place() + 3);
            }
        }
        tokens.goTo(0);
    }

    /** The units of one model. */
    Within within(Sheet sheet, String model) {
        return new Within(sheet, ahead.getOrDefault(model, new HashMap<>()));
    }

    /** Reads units in one model. */
    final class Within {
        private final Sheet sheet;
        private final Map<String, Integer> ahead;

        private Within(Sheet sheet, Map<String, Integer> ahead) {
            this.sheet = sheet;
            this.ahead = ahead;
        }

        void definition() {
            tokens.next();
            Token name = tokens.word("the unit's name");
            if (tokens.take("=")) {
                ahead.remove(name.text());
                sheet.units.put(name.text(), unit(STOPS_NOTHING));
            }
        }

        /** {@code y = 3.3 foo}: a single number with its unit. */
        void ofNumber(Entry entry) {
            int unit = tokens.peek().is("-") ? 2 : 1;
            if (tokens.peek(unit - 1).kind() == Token.Kind.NUMBER && tokens.peek(unit).isWord()
                    && tokens.peek(unit + 1).ends()) {
                Unit known = known(tokens.peek(unit).text());
                if (known != null) {
                    entry.unit = known;
                }
            }
        }

        Unit unit(Set<String> stops) {
            Unit product = group(stops);
            while (true) {
                if (tokens.take("*")) {
                    product = product.times(group(stops));
                } else if (tokens.take("/")) {
                    product = product.over(group(stops));
                } else {
                    return product;
                }
            }
        }

        private Unit group(Set<String> stops) {
            Unit product = factor(stops);
            while (tokens.peek().isWord() || tokens.peek().kind() == Token.Kind.NUMBER || tokens.peek().is("(")) {
                product = product.times(factor(stops));
            }
            return product;
        }

        private Unit factor(Set<String> stops) {
            Token token = tokens.next();
            Unit base = switch (token.kind()) {
                case NUMBER -> {
                    // As in SBML, the number is inside of the power: 60 second^-1 is one per minute.
                    Unit number = Unit.ofKind("dimensionless", 1, 0, Double.parseDouble(token.text()));
                    yield tokens.peek().isWord() && !stops.contains(tokens.peek().text())
                            ? number.times(named(tokens.next()))
                            : number;
                }
                case WORD -> named(token);
                case SYMBOL, STRING, LINE_END, END -> {
                    if (!token.is("(")) {
                        throw tokens.source.invalid(token.start(), "found " + token.shown() + " where a unit belongs.",
                                "Write for example mole / liter / second.");
                    }
                    Unit inner = unit(stops);
                    tokens.expect(")", "of the unit");
                    yield inner;
                }
            };
            if (!tokens.take("^")) {
                return base;
            }
            boolean minus = tokens.take("-");
            Token power = tokens.next();
            if (power.kind() != Token.Kind.NUMBER) {
                throw tokens.source.invalid(power.start(),
                        "found " + power.shown() + " where the power of a unit belongs.",
                        "Write a number.");
            }
            return base.power((minus ? -1 : 1) * Double.parseDouble(power.text()));
        }

        private Unit named(Token token) {
            Unit unit = known(token.text());
            if (unit == null) {
                throw tokens.source.invalid(token.start(), "the unit " + token.text() + " is not defined.",
                        "Define it above: unit " + token.text() + " = 60 second.");
            }
            return unit;
        }

        private @Nullable Unit known(String name) {
            Unit defined = sheet.units.get(name);
            if (defined != null) {
                return defined;
            }
            Integer definition = ahead.remove(name);
            if (definition != null) {
                int here = tokens.place();
                tokens.goTo(definition);
                Unit unit = unit(STOPS_NOTHING);
                tokens.goTo(here);
                sheet.units.put(name, unit);
                return unit;
            }
            Unit base = base(name);
            return base == null && name.endsWith("s") ? base(name.substring(0, name.length() - 1)) : base;
        }

        private static @Nullable Unit base(String name) {
            try {
                return Unit.ofKind(name, 1, 0, 1);
            } catch (InvalidInput | Refusal e) {
                return null;
            }
        }
    }
}
