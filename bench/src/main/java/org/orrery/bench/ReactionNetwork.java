package org.orrery.bench;

import java.util.ArrayList;
import java.util.List;

import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Layout;
import org.orrery.equation.Operator;

/**
 * A made-up network: a third of the reactions decay, a third meet a second species, a third saturate. Reaction i turns
 * species (7i + 3) mod S into another one.
 *
 * @param reactions how many
 */
record ReactionNetwork(int reactions) {
    int species() {
        return Math.max(4, 2 * reactions / 5);
    }

    int substrate(int reaction) {
        return (7 * reaction + 3) % species();
    }

    int product(int reaction) {
        int product = (11 * reaction + 5) % species();
        return product == substrate(reaction) ? (product + 1) % species() : product;
    }

    int partner(int reaction) {
        return (13 * reaction + 1) % species();
    }

    String rate(int i) {
        return switch (i % 3) {
            case 0 -> "k%d*y%d".formatted(i, substrate(i));
            case 1 -> "k%d*y%d*y%d".formatted(i, substrate(i), partner(i));
            default -> "k%d*y%d/(K%d + y%d)".formatted(i, substrate(i), i, substrate(i));
        };
    }

    Layout layout() {
        List<String> states = new ArrayList<>();
        for (int i = 0; i < species(); i++) {
            states.add("y" + i);
        }
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < reactions; i++) {
            parameters.add("k" + i);
            parameters.add("K" + i);
        }
        return new Layout(states, parameters);
    }

    /** The rate of change of each species, with rates shared between those that a reaction touches. */
    List<Expr> rightHandSide() {
        List<List<Expr>> terms = new ArrayList<>();
        for (int i = 0; i < species(); i++) {
            terms.add(new ArrayList<>());
        }
        for (int i = 0; i < reactions; i++) {
            Expr rate = Infix.parse(rate(i));
            Expr loss = Expr.call(Operator.NEG, rate);
            terms.get(substrate(i)).add(loss);
            terms.get(product(i)).add(rate);
            if (i % 3 == 1) {
                terms.get(partner(i)).add(loss);
            }
        }
        return terms.stream().map(sum -> Expr.call(Operator.ADD, sum)).toList();
    }
}
