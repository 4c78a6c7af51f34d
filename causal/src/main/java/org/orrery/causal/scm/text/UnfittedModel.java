package org.orrery.causal.scm.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.scm.fit.Form;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.Lab;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Refusal;
import org.orrery.core.Variable;

/** A written model that leaves something to data, without the data. */
record UnfittedModel(Source source, Written written) implements Model {
    @Override
    public Model with(Path data) {
        return FittedModel.of(source, written, data);
    }

    @Override
    public String kind() {
        return "scm";
    }

    @Override
    public boolean isTimed() {
        return false;
    }

    @Override
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        written.causes().keySet().forEach(name -> variables.add(
                new Variable(name, name, "variable", List.of(), null, Double.NaN, false, true)));
        return variables;
    }

    @Override
    public List<String> summary() {
        String numbers = written.forms().values().stream().filter(Form.Equation.class::isInstance)
                .flatMap(form -> ((Form.Equation) form).starts().keySet().stream()).collect(Collectors.joining(", "));
        return List.of(written.causes().size() + " variables, " + written.graph().edges().size() + " arrows",
                "left to data (--with): " + String.join(", ", written.unknown())
                        + (numbers.isEmpty() ? "" : "; numbers to be fitted: " + numbers));
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of(FittedModel.RIGHT);
    }

    @Override
    public Machine prepare(Plan plan) {
        throw refusal();
    }

    @Override
    public @Nullable Answer answer(Experiment asked, Lab lab) {
        throw refusal();
    }

    private Refusal refusal() {
        return new Refusal(source.file() + " leaves the mechanisms of "
                + String.join(", ", written.unknown()) + " to data.", "Maybe bring data: --with cases.csv");
    }
}
