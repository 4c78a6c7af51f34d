package org.orrery.causal.scm.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.data.TableFile;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.fit.FittedScm;
import org.orrery.causal.scm.fit.Form;
import org.orrery.causal.scm.fit.Scms;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Nearest;
import org.orrery.core.Numbers;
import org.orrery.core.Plan;
import org.orrery.core.Refusal;
import org.orrery.core.Variable;

/** A written model with data, which tell the numbers, the noises and the functions that it leaves open. */
final class FittedModel implements Model {
    static final Claim.Assumption RIGHT = new Claim.Assumption(
            "the equations are right, and their noises are independent",
            Claim.State.UNTESTED);
    private static final long SEED = 1;
    private static final double MET = 1e-6;

    private final Source source;
    private final Written written;
    private final Table table;
    private final String sha256;
    private final FittedScm fitted;

    private FittedModel(Source source, Written written, Table table, String sha256) {
        this.source = source;
        this.written = written;
        this.table = table;
        this.sha256 = sha256;
        this.fitted = fit(SEED);
    }

    /** @throws InvalidInput if a variable has no column and does not follow from others, or its column says otherwise */
    static FittedModel of(Source source, Written written, Path data) {
        return new FittedModel(source, written, completed(written, TableFile.read(data)), ScmModelReader.sha256(data));
    }

    private FittedScm fit(long seed) {
        return Scms.fit(written.graph(), table, written.forms(), seed);
    }

    FittedScm fitted(long seed) {
        return seed == SEED ? fitted : fit(seed);
    }

    /** With columns for what follows from others without chance. */
    private static Table completed(Written written, Table table) {
        Table all = table;
        List<String> names = List.copyOf(written.causes().keySet());
        for (int node : written.graph().topological()) {
            String name = names.get(node);
            Mechanism mechanism = written.forms().get(name) instanceof Form.Given(Mechanism given) ? given : null;
            boolean follows = mechanism != null && mechanism.isDeterministic();
            if (!table.has(name) && !follows) {
                List<String> near = Nearest.to(name, table.names());
                throw new InvalidInput(table.source() + " has no column for the variable '" + name + "'.",
                        near.isEmpty() ? "Maybe give it a column." : "Maybe " + near.getFirst() + " is meant.");
            }
            if (mechanism != null && follows) {
                double[] values = values(mechanism, all);
                if (table.has(name)) {
                    requireMet(name, values, table.numeric(name).values());
                } else {
                    all = all.with(Column.numbers(name, values));
                }
            }
        }
        return all;
    }

    private static double[] values(Mechanism mechanism, Table table) {
        List<double[]> columns = mechanism.parents().stream().map(cause -> table.numeric(cause).values()).toList();
        double[] values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            int at = row;
            values[row] = mechanism.value(columns.stream().mapToDouble(column -> column[at]).toArray(), 0);
        }
        return values;
    }

    private static void requireMet(String name, double[] expected, double[] found) {
        for (int row = 0; row < found.length; row++) {
            if (Math.abs(found[row] - expected[row]) > MET * Math.max(1, Math.abs(expected[row]))) {
                throw new InvalidInput("Row " + row + " has " + name + " = " + Numbers.print(found[row])
                        + ", and its equation without noise gives " + Numbers.round(expected[row], 6) + ".",
                        "Maybe it has noise: " + name + " = ... + noise");
            }
        }
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public String dataSha256() {
        return sha256;
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
        List<Variable> variables = new ArrayList<>(new ScmModel(source, fitted.scm()).variables());
        fitted.numbers()
                .forEach((name, value) -> variables.add(new Variable(name, name, "fitted number", List.of(), null,
                        lost().contains(name) ? Double.NaN : value, false, false)));
        return variables;
    }

    private List<String> lost() {
        return written.causes().keySet().stream().flatMap(name -> fitted.undetermined(name).stream()).toList();
    }

    @Override
    public List<String> summary() {
        List<String> lines = new ArrayList<>(new ScmModel(source, fitted.scm()).summary());
        lines.add("fitted to " + fitted.rows() + " rows" + (fitted.leftOut().isEmpty() ? "" : "; " + fitted.leftOut()));
        written.unknown().forEach(name -> lines.add(fitted.told(name)));
        for (Map.Entry<String, Double> each : fitted.numbers().entrySet()) {
            lines.add(lost().contains(each.getKey())
                    ? each.getKey() + " is not identified: others make up for it, or it changes nothing"
                    : each.getKey() + " = " + Numbers.round(each.getValue(), 5));
        }
        return lines;
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of(RIGHT);
    }

    Written written() {
        return written;
    }

    @Override
    public Machine prepare(Plan plan) {
        throw new Refusal("A model that is fitted to data is asked, and not run by itself.",
                "Maybe ask it: orrery ask " + source.file() + " 'E[y] | do(x = 1)' --with cases.csv");
    }

    @Override
    public @Nullable Answer answer(Experiment asked, Lab lab) {
        return new FittedAnswer(this, asked, lab).answer();
    }
}
