package org.orrery.dynamics.antimony;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Node.Passage;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.antimony.Sheet.PartText;
import org.orrery.dynamics.antimony.Whole.Factor;
import org.orrery.dynamics.antimony.Whole.Target;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Substitution;
import org.orrery.equation.Symbols;

/**
 * What formulas mean in the whole. A submodel may count time and extent in other units: one unit of its time by its
 * factor is one unit of the time of the model around it (Antimony's {@code timeconv}; SBML Level 3 package comp, version
 * 1, section 3.6.2). So inside of it the time is the outer time over the factor, rates are divided by it and delays
 * multiplied with it; the extent of reactions is multiplied with the factor of extent.
 */
final class Meaning {
    /** Stands in a formula for what was deleted. No name can be written so. */
    private static final String DELETED = "#deleted";

    private final Whole whole;
    private final Formulas formulas;
    private final Map<Instance, Expr> times = new HashMap<>();
    private final Map<Instance, Expr> extents = new HashMap<>();

    Meaning(Whole whole, Formulas formulas) {
        this.whole = whole;
        this.formulas = formulas;
    }

    static boolean isDeleted(Expr expression) {
        return Symbols.of(expression).names().contains(DELETED);
    }

    /** A formula in the symbols and units of the whole, where its value does not count in time or extent. */
    Expr of(Span span, Instance scope) {
        // Outside of strands there is nothing upstream.
        return new Substitution(Map.of(Formulas.UPSTREAM, Expr.ZERO)).apply(strand(span, scope));
    }

    /** As {@link #of}, with what comes from upstream in a strand of DNA. */
    Expr strand(Span span, Instance scope) {
        Expr written = formulas.parse(span, scope.sheet);
        return whole.instances.size() == 1 && scope.sheet.joins.isEmpty() ? written : inWhole(written, scope);
    }

    Expr objective(Span span, Instance scope) {
        return inWhole(formulas.objective(span, scope.sheet), scope);
    }

    /** The value of what a name stands for, given the value of the name. */
    Expr value(Passage passage) {
        return converted(of(passage.span(), passage.scope()), passage.target());
    }

    /** The value that a node gets where a name that stands for it gets this value. */
    Expr converted(Expr value, String path) {
        Expr product = value;
        for (Factor factor : whole.target(path).factors()) {
            product = Expr.call(Operator.MUL, product, symbol(factor.name(), factor.scope()));
        }
        return product;
    }

    Expr rateRule(Passage passage) {
        return over(value(passage), time(passage.scope()));
    }

    Expr kineticLaw(Span span, Instance scope) {
        Expr perTime = over(of(span, scope), time(scope));
        Expr extent = extent(scope);
        return extent.equals(Expr.ONE) ? perTime : Expr.call(Operator.MUL, perTime, extent);
    }

    Expr delay(Span span, Instance scope) {
        return times(of(span, scope), time(scope));
    }

    /** Of a reaction in one use of a model, for a species by the name it has there. */
    Expr stoichiometry(Expr count, String species, Instance scope) {
        Expr converted = converted(count, scope.full(species));
        return converted == count ? count : Simplifier.simplify(converted);
    }

    private Expr inWhole(Expr written, Instance scope) {
        Expr time = time(scope);
        return new Rewriter(leaf -> switch (leaf) {
            case Expr.Sym(String name) when name.equals(Formulas.UPSTREAM) -> leaf;
            case Expr.Sym(String name) -> symbol(name, scope);
            case Expr.Time clock -> over(clock, time);
            case Expr.Num number -> number;
            case Expr.Call call -> call;
        }, call -> special(call, scope)).rewrite(written);
    }

    private @Nullable Expr special(Expr.Call call, Instance scope) {
        if (call.operator() == Operator.DELAY) {
            return Expr.call(Operator.DELAY, inWhole(call.argument(0), scope),
                    times(inWhole(call.argument(1), scope), time(scope)));
        }
        if (call.operator() == Operator.RATE_OF && call.argument(0) instanceof Expr.Sym(String name)) {
            Target target = whole.target(scope.full(name));
            Expr rate = Expr.call(Operator.RATE_OF, Expr.sym(id(target)));
            for (Factor factor : target.factors()) {
                rate = Expr.call(Operator.DIV, rate, symbol(factor.name(), factor.scope()));
            }
            return times(rate, time(scope));
        }
        return null;
    }

    /** What a name is worth where it is written. */
    Expr symbol(String name, Instance scope) {
        Target target = whole.target(scope.full(name));
        Expr value = Expr.sym(id(target));
        for (Factor factor : target.factors()) {
            value = Expr.call(Operator.DIV, value, symbol(factor.name(), factor.scope()));
        }
        Node node = whole.nodes.get(target.path());
        if (node != null && node.kind == Kind.REACTION) {
            value = over(times(value, time(scope)), extent(scope));
        }
        return value;
    }

    private String id(Target target) {
        return whole.deleted.contains(target.path()) ? DELETED : Whole.id(target.path());
    }

    /** Whether a use of a model counts time or extent in units of its own. */
    boolean hasFactors(Instance scope) {
        return !time(scope).equals(Expr.ONE) || !extent(scope).equals(Expr.ONE);
    }

    private Expr time(Instance scope) {
        return factor(scope, times, true);
    }

    private Expr extent(Instance scope) {
        return factor(scope, extents, false);
    }

    private Expr factor(Instance scope, Map<Instance, Expr> known, boolean time) {
        PartText use = scope.use;
        Instance parent = scope.parent;
        if (use == null || parent == null) {
            return Expr.ONE;
        }
        Expr ready = known.get(scope);
        if (ready == null) {
            Token own = time ? use.time() : use.extent();
            Expr outer = factor(parent, known, time);
            ready = own == null ? outer : times(outer, written(own, parent));
            known.put(scope, ready);
        }
        return ready;
    }

    private Expr written(Token token, Instance scope) {
        return token.kind() == Token.Kind.NUMBER
                ? Expr.num(Double.parseDouble(token.text()))
                : symbol(token.text(), scope);
    }

    private static Expr times(Expr value, Expr factor) {
        if (factor.equals(Expr.ONE)) {
            return value;
        }
        return value.equals(Expr.ONE) ? factor : Expr.call(Operator.MUL, value, factor);
    }

    private static Expr over(Expr value, Expr factor) {
        return factor.equals(Expr.ONE) ? value : Expr.call(Operator.DIV, value, factor);
    }
}
