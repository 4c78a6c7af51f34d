package org.orrery.causal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Table;
import org.orrery.causal.data.TableFile;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Answer;
import org.orrery.core.Attribution;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.Explainer;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Refusal;
import org.orrery.core.Variable;

/**
 * A causal graph that answers questions: whether an effect follows from what is observed, and how; with data, how large it
 * is. It is not run; it reasons.
 */
public final class CausalModel implements Explainer {
    private final Source source;
    private final GraphText text;
    private final @Nullable Observations observations;

    private CausalModel(Source source, GraphText text, @Nullable Observations observations) {
        this.source = source;
        this.text = text;
        this.observations = observations;
    }

    /** Without data. */
    public static CausalModel of(Source source, GraphText text) {
        return new CausalModel(source, text, null);
    }

    @Override
    public Model with(Path data) {
        Table table = TableFile.read(data);
        return new CausalModel(source, text, Observations.of(text, table, Sources.sha256(data)));
    }

    /** The same with observations that are at hand; their fingerprint is that of the file they came from. */
    public CausalModel with(Table table, String sha256) {
        return new CausalModel(source, text, Observations.of(text, table, sha256));
    }

    @Override
    public @Nullable String dataSha256() {
        return observations == null ? null : observations.sha256();
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public String kind() {
        return "graph";
    }

    @Override
    public boolean isTimed() {
        return false;
    }

    @Override
    public List<Variable> variables() {
        MixedGraph graph = text.graph();
        List<Variable> variables = new ArrayList<>();
        for (int v = 0; v < graph.size(); v++) {
            boolean latent = graph.latent().contains(v);
            String kind = latent ? "latent" : text.selected().contains(v) ? "selected" : kind(v);
            variables.add(new Variable(graph.name(v), graph.name(v), kind, List.of(), null, Double.NaN, false,
                    !latent));
        }
        return variables;
    }

    private String kind(int node) {
        return text.indicators().containsValue(node)
                ? "indicator"
                : text.aside().contains(node) ? "population" : "variable";
    }

    @Override
    public List<String> summary() {
        List<String> lines = new ArrayList<>(new Description(text).lines());
        if (observations != null) {
            lines.addAll(DataDescription.lines(text, observations));
        }
        return lines;
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return Taken.byGraph(text);
    }

    @Override
    public Machine prepare(Plan plan) {
        throw new Refusal("A causal graph is not run: it says what causes what, and not how much.",
                "Maybe ask it: orrery ask " + source.file() + " 'E[y] | do(x = 1)'");
    }

    @Override
    public List<String> methods() {
        return List.of(Explaining.WORD);
    }

    /** Why a mean changed from one table to another, or why one case is odd. */
    @Override
    public Answer explain(Attribution attribution, Lab lab) {
        if (observations == null) {
            throw new InvalidInput("An explanation needs data, and none are given.",
                    "Maybe bring some: --with cases.csv");
        }
        return new Explaining(this, text, observations, attribution).answer(lab);
    }

    @Override
    public Answer answer(Experiment asked, Lab lab) {
        return observations == null
                ? new GraphAnswer(this, text, asked).answer()
                : new DataAnswer(this, text, observations, asked, lab).answer();
    }
}
