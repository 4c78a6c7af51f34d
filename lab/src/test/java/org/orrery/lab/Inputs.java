package org.orrery.lab;

import java.util.List;
import org.orrery.core.Claim;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Variable;

/** A model of which only the variables are asked. */
record Inputs(List<Variable> variables) implements Model {
    static Inputs of(Variable... variables) {
        return new Inputs(List.of(variables));
    }

    static Variable input(String name, double value) {
        return variable(name, "parameter", value, true);
    }

    static Variable variable(String name, String kind, double value, boolean settable) {
        return new Variable(name, name, kind, List.of(), null, value, settable, true);
    }

    @Override
    public Source source() {
        return new Source("inputs", "00");
    }

    @Override
    public String kind() {
        return "test";
    }

    @Override
    public List<String> summary() {
        return List.of();
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of();
    }

    @Override
    public Machine prepare(Plan plan) {
        throw new UnsupportedOperationException("this model does not run");
    }
}
