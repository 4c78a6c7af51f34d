package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.discrete.BayesianNetwork;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.Lab;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Refusal;
import org.orrery.core.Variable;

/** A Bayesian network that answers questions exactly, read as causal where something is set. */
final class BayesianModel implements Model {
    private final Source source;
    private final BayesianNetwork network;

    BayesianModel(Source source, BayesianNetwork network) {
        this.source = source;
        this.network = network;
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public String kind() {
        return "bayesnet";
    }

    @Override
    public boolean isTimed() {
        return false;
    }

    @Override
    public List<Variable> variables() {
        return network.mechanisms().stream().map(mechanism -> new Variable(mechanism.name(),
                "states: " + String.join(", ", mechanism.states()), "variable", List.of(), null, Double.NaN, false,
                true)).toList();
    }

    @Override
    public List<String> summary() {
        long free = network.mechanisms().stream()
                .mapToLong(each -> each.chances().values().length / each.states().size()
                        * (each.states().size() - 1L))
                .sum();
        List<String> lines = new ArrayList<>(new Description(
                new GraphText(network.graph(), NodeSet.EMPTY, NodeSet.EMPTY, NodeSet.EMPTY)).lines());
        lines.add("tables with " + free + " free chances");
        return lines;
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of(Taken.untested("the arrows are causal: each table stays as it is when other nodes are set"));
    }

    @Override
    public Machine prepare(Plan plan) {
        throw new Refusal("A Bayesian network is not run: its probabilities are computed.",
                "Maybe ask it: orrery ask " + source.file() + " 'P(y = yes) | do(x = no)'");
    }

    @Override
    public Answer answer(Experiment asked, Lab lab) {
        return new BayesianAnswer(this, network, asked).answer();
    }
}
