package org.orrery.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The unit of a quantity, where it is that of one variable. No arithmetic of units is done here. */
final class Units {
    private Units() {}

    static @Nullable String of(Quantity quantity, List<Variable> variables) {
        return switch (quantity) {
            case Quantity.Read(Address address) -> variables.stream().filter(v -> v.name().equals(address.name()))
                    .findFirst().map(Variable::unit).orElse(null);
            case Quantity.At at -> of(at.of(), variables);
            case Quantity.Over over when over.fold() != Quantity.Fold.INTEGRAL -> of(over.of(), variables);
            case Quantity.Steady steady -> of(steady.of(), variables);
            case Quantity.Expectation expectation -> of(expectation.of(), variables);
            case Quantity.Apply apply when apply.function() == Quantity.Function.NEGATE
                    || apply.function() == Quantity.Function.ABS ->
                of(apply.of(), variables);
            case Quantity.Num _,Quantity.Sensitivity _,Quantity.Over _,Quantity.Probability _,Quantity.Binary _,Quantity.Apply _ ->
                null;
        };
    }
}
