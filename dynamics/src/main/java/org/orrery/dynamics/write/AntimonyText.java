package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.core.Numbers;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.dynamics.mechanism.TimeWord;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Symbols;
import org.orrery.equation.Unit;

/** Writes the form of a mechanism as Antimony, in sections. */
final class AntimonyText {
    private static final String TIME_UNIT = "time_unit";

    private final Mechanism form;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Expr> initial = new HashMap<>();
    private final Set<String> assigned = new HashSet<>();
    /** What a rule or an event sets. */
    private final Set<String> set = new HashSet<>();
    private final Set<String> inAlgebraic = new HashSet<>();
    private final boolean wrapped;

    private AntimonyText(Mechanism form) {
        this.form = form;
        wrapped = !form.id().isEmpty();
        form.initialAssignments().forEach(assignment -> initial.put(assignment.target(), assignment.value()));
        for (Rule rule : form.rules()) {
            switch (rule) {
                case Rule.Assignment assignment -> assigned.add(assignment.target());
                case Rule.Rate rate -> set.add(rate.target());
                case Rule.Algebraic(Expr value) -> inAlgebraic.addAll(Symbols.of(value).names());
            }
        }
        set.addAll(assigned);
        form.events().forEach(event -> event.assignments().forEach(assignment -> set.add(assignment.target())));
    }

    static String of(Mechanism form, List<String> losses) {
        return new AntimonyText(form).text(losses);
    }

    private String text(List<String> losses) {
        out.append("// Written by Orrery.\n");
        losses.forEach(loss -> out.append("// Not said here: ").append(oneLine(loss)).append('\n'));
        for (Mechanism.Function function : form.functions()) {
            out.append("\nfunction ").append(function.id()).append('(')
                    .append(String.join(", ", function.parameters())).append(")\n  ").append(Infix.print(
                            function.body()))
                    .append("\nend\n");
        }
        if (wrapped) {
            out.append("\nmodel *").append(form.id()).append("()\n");
        }
        section("Compartments", form.compartments().stream()
                .map(place -> "compartment " + place.id()).toList());
        section("Species", form.species().stream().map(AntimonyText::declaration).toList());
        section("Assignment rules", rules(Rule.Assignment.class));
        section("Rates of change", rules(Rule.Rate.class));
        section("Algebraic rules", rules(Rule.Algebraic.class));
        section("Reactions", form.reactions().stream().map(AntimonyText::reaction).toList());
        section("Interactions", interactions());
        section("Events", form.events().stream().map(AntimonyText::event).toList());
        section("Sizes of compartments", sizes());
        section("Start values of species", starts());
        section("Values of parameters", values());
        section("Constant and varying", constness());
        section("Conversion factors", factors());
        section("Units", units());
        section("Names", names());
        if (wrapped) {
            out.append("end\n");
        }
        if (!form.name().isEmpty()) {
            out.append('\n').append(form.id()).append(" is ").append(quoted(form.name())).append('\n');
        }
        return out.toString();
    }

    private void section(String title, List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        String indent = wrapped ? "  " : "";
        out.append('\n').append(indent).append("// ").append(title).append('\n');
        statements.forEach(statement -> out.append(indent).append(statement).append(";\n"));
    }

    private static String declaration(Species pool) {
        return (pool.constant() ? "const " : "") + (pool.onlySubstance() ? "substanceOnly " : "") + "species "
                + (pool.boundary() && !pool.constant() ? "$" : "") + pool.id() + " in " + pool.compartment();
    }

    private List<String> rules(Class<? extends Rule> kind) {
        return form.rules().stream().filter(kind::isInstance).map(rule -> switch (rule) {
            case Rule.Assignment(String target, Expr value) -> target + " := " + Infix.print(value);
            case Rule.Rate(String target, Expr value) -> target + "' = " + Infix.print(value);
            case Rule.Algebraic(Expr value) -> "0 = " + Infix.print(value);
        }).toList();
    }

    private static String reaction(Mechanism.Reaction reaction) {
        String rate = reaction.rate() == null ? "" : " " + Infix.print(reaction.rate());
        return reaction.id() + ": " + participants(reaction.reactants()) + (reaction.reversible() ? "-> " : "=> ")
                + participants(reaction.products()).stripTrailing() + ";" + rate;
    }

    private static String participants(List<Mechanism.Participant> participants) {
        String list = participants.stream().map(part -> {
            String count = Infix.print(part.stoichiometry());
            return (count.equals("1") ? "" : count + " ") + part.species();
        }).collect(Collectors.joining(" + "));
        return list.isEmpty() ? "" : list + " ";
    }

    /** Modifiers that the rate does not read, or of a reaction without one. */
    private List<String> interactions() {
        List<String> lines = new ArrayList<>();
        for (Mechanism.Reaction reaction : form.reactions()) {
            Set<String> read = Modifiers.read(reaction);
            reaction.modifiers().stream().filter(modifier -> !read.contains(modifier))
                    .forEach(modifier -> lines.add(modifier + " -( " + reaction.id()));
        }
        return lines;
    }

    private static String event(Mechanism.Event event) {
        StringBuilder line = new StringBuilder(event.id()).append(": at ");
        if (event.delay() != null) {
            line.append('(').append(Infix.print(event.delay())).append(") after ");
        }
        line.append('(').append(Infix.print(event.trigger())).append(')');
        if (event.priority() != null) {
            line.append(", priority = ").append(Infix.print(event.priority()));
        }
        line.append(event.initialValue() ? "" : ", t0 = false").append(event.persistent() ? "" : ", persistent = false")
                .append(event.valuesFromTriggerTime() ? "" : ", fromTrigger = false").append(':');
        return line.append(event.assignments().stream()
                .map(assignment -> " " + assignment.target() + " = " + Infix.print(assignment.value()))
                .collect(Collectors.joining(","))).toString();
    }

    /** Where nothing is said of a size, readers may take 1: so it is said that there is none. */
    private List<String> sizes() {
        return form.compartments().stream().filter(place -> !assigned.contains(place.id()))
                .map(place -> value(place.id(), place.size())).toList();
    }

    private List<String> starts() {
        List<String> lines = new ArrayList<>();
        for (Species pool : form.species()) {
            if (initial.containsKey(pool.id())) {
                lines.add(value(pool.id(), Double.NaN));
                continue;
            }
            double same = pool.onlySubstance() ? pool.amount() : pool.concentration();
            double other = pool.onlySubstance() ? pool.concentration() : pool.amount();
            if (!Double.isNaN(same)) {
                lines.add(value(pool.id(), same));
            } else if (!Double.isNaN(other)) {
                lines.add(pool.id() + " = " + Infix.print(Expr.num(other)) + (pool.onlySubstance() ? "*" : "/")
                        + pool.compartment());
            }
        }
        return lines;
    }

    private List<String> values() {
        return form.parameters().stream().filter(parameter -> !assigned.contains(parameter.id()))
                .map(parameter -> value(parameter.id(), parameter.value())).toList();
    }

    private String value(String id, double number) {
        Expr formula = initial.get(id);
        if (formula != null) {
            return id + " = " + Infix.print(formula);
        }
        return Double.isNaN(number) ? id + " = " : id + " = " + Infix.print(Expr.num(number));
    }

    /** What a reader would take to be the other. */
    private List<String> constness() {
        List<String> lines = new ArrayList<>();
        for (Mechanism.Compartment place : form.compartments()) {
            constness(place.id(), place.constant(), lines);
        }
        for (Parameter parameter : form.parameters()) {
            constness(parameter.id(), parameter.constant(), lines);
        }
        return lines;
    }

    private void constness(String id, boolean constant, List<String> lines) {
        boolean taken = !set.contains(id) && !inAlgebraic.contains(id);
        if (constant != taken) {
            lines.add((constant ? "const " : "var ") + id);
        }
    }

    private List<String> factors() {
        List<String> lines = new ArrayList<>();
        if (form.conversionFactor() != null) {
            lines.add("model.conversionFactor = " + form.conversionFactor());
        }
        form.species().stream().filter(pool -> pool.conversionFactor() != null)
                .forEach(pool -> lines.add(pool.id() + ".conversionFactor = " + pool.conversionFactor()));
        return lines;
    }

    private List<String> units() {
        Set<String> taken = new Parts(form).ids();
        UnitTable table = new UnitTable(name -> AntimonyWords.isFree(name) && !taken.contains(name));
        List<String> lines = new ArrayList<>();
        String time = form.timeUnit();
        if (time != null) {
            table.define(TIME_UNIT, TimeWord.unit(time));
        }
        form.units().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> lines.add(entry.getKey() + " has " + table.name(entry.getValue())));
        List<String> all = new ArrayList<>();
        table.defined().forEach((name, unit) -> all.add("unit " + name + " = " + formula(unit)));
        all.addAll(lines);
        return all;
    }

    private static String formula(Unit unit) {
        StringBuilder formula = new StringBuilder();
        for (UnitTable.Factor factor : UnitTable.factors(unit)) {
            boolean below = factor.exponent() < 0;
            double exponent = Math.abs(factor.exponent());
            formula.append(formula.isEmpty() ? below ? "1 / " : "" : below ? " / " : " * ")
                    .append(factor.multiplier() == 1 ? "" : Infix.print(Expr.num(factor.multiplier())) + " ")
                    .append(factor.kind()).append(exponent == 1 ? "" : "^" + Numbers.print(exponent));
        }
        return formula.toString();
    }

    private List<String> names() {
        List<String> lines = new ArrayList<>();
        form.compartments().forEach(part -> name(part.id(), part.name(), lines));
        form.species().forEach(part -> name(part.id(), part.name(), lines));
        form.parameters().forEach(part -> name(part.id(), part.name(), lines));
        form.reactions().forEach(part -> name(part.id(), part.name(), lines));
        form.events().forEach(part -> name(part.id(), part.name(), lines));
        return lines;
    }

    private static void name(String id, String name, List<String> lines) {
        if (!name.isEmpty()) {
            lines.add(id + " is " + quoted(name));
        }
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
