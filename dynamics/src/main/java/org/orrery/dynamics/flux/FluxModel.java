package org.orrery.dynamics.flux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Numbers;
import org.orrery.core.Plan;
import org.orrery.core.Variable;

/**
 * A flux balance problem as a {@link Model} without time: its objectives, reactions, bounds ({@code R.lower},
 * {@code R.upper}) and genes are its variables. Answers are those of the optimum; a flux that the optimum leaves open is
 * answered by its range.
 */
public record FluxModel(Source source, FluxProblem problem) implements Model {
    private static final int TERMS = 5;

    @Override
    public String kind() {
        return "flux";
    }

    @Override
    public boolean isTimed() {
        return false;
    }

    @Override
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (FluxProblem.Objective objective : problem.objectives()) {
            variables.add(new Variable(objective.id(), label(objective.name(), objective.id()), "objective", List.of(),
                    null, Double.NaN, false, false));
        }
        for (FluxProblem.Reaction reaction : problem.reactions()) {
            String id = reaction.id();
            variables.add(number(id, label(reaction.name(), id), "reaction", problem.unit(), Double.NaN, false));
        }
        for (FluxProblem.Reaction reaction : problem.reactions()) {
            variables.add(bound(reaction.id() + Places.LOWER, "lower bound of " + reaction.id(), reaction.lower()));
            variables.add(bound(reaction.id() + Places.UPPER, "upper bound of " + reaction.id(), reaction.upper()));
        }
        problem.genes().forEach(gene -> variables.add(number(gene.id(), gene.label(), "gene", null, 1, false)));
        return variables;
    }

    private Variable bound(String name, String label, double value) {
        return number(name, label, "bound", problem.unit(), value, true);
    }

    private static Variable number(String name, String label, String kind, @Nullable String unit, double value,
            boolean settable) {
        return new Variable(name, label, kind, List.of(), unit, value, settable, true);
    }

    private static String label(String name, String id) {
        return name.isBlank() ? id : name;
    }

    @Override
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add((problem.name().isBlank() ? problem.id() : problem.name()).strip());
        long boundary = problem.metabolites().stream().filter(FluxProblem.Metabolite::boundary).count();
        long exchanges = problem.reactions().stream().filter(MassBalance::isExchange).count();
        Set<String> used = new HashSet<>();
        problem.reactions().forEach(reaction -> {
            GeneRule rule = reaction.rule();
            if (rule != null) {
                used.addAll(rule.genes());
            }
        });
        lines.add(problem.metabolites().size() + " metabolites (" + boundary + " outside), "
                + problem.reactions().size() + " reactions (" + exchanges + " exchanges), " + problem.genes().size()
                + " genes (" + used.size() + " in rules)");
        for (FluxProblem.Objective objective : problem.objectives()) {
            lines.add("objective " + objective.id() + (objective.id().equals(problem.active()) ? " (active): " : ": ")
                    + (objective.maximize() ? "maximize " : "minimize ") + terms(objective));
        }
        if (!problem.constraints().isEmpty()) {
            lines.add(problem.constraints().size() + " further constraints");
        }
        lines.add(bounds());
        lines.add(MassBalance.of(problem).told());
        lines.add("fluxes " + (problem.unit() == null ? "without a unit" : "in " + problem.unit()));
        lines.addAll(problem.remarks());
        return lines;
    }

    private static String terms(FluxProblem.Objective objective) {
        String terms = objective.coefficients().entrySet().stream().limit(TERMS)
                .map(term -> (term.getValue() == 1 ? "" : Numbers.print(term.getValue()) + " ") + term.getKey())
                .collect(Collectors.joining(" + "));
        int more = objective.coefficients().size() - TERMS;
        return terms.isEmpty() ? "nothing" : terms + (more > 0 ? " + " + more + " more" : "");
    }

    private String bounds() {
        long fixed = problem.reactions().stream().filter(each -> each.lower() == each.upper()).count();
        long reversible = problem.reactions().stream().filter(each -> each.lower() < 0 && each.upper() > 0).count();
        long open = problem.reactions().stream()
                .filter(each -> Double.isInfinite(each.lower()) || Double.isInfinite(each.upper())).count();
        long forced = problem.reactions().stream().filter(each -> each.lower() > 0 || each.upper() < 0).count();
        return "bounds: " + reversible + " reactions may go both ways, " + fixed + " are fixed, " + forced
                + " must carry flux, " + open + " have an open end";
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of(untested("steady state: no metabolite inside the system piles up or runs out"),
                untested("the cell does what is best by the objective " + problem.active()
                        + ", at once and without regard for regulation"),
                untested("bounds, stoichiometries and gene rules are those of the file"));
    }

    private static Claim.Assumption untested(String text) {
        return new Claim.Assumption(text, Claim.State.UNTESTED);
    }

    @Override
    public Machine prepare(Plan plan) {
        return new FluxMachine(problem, plan);
    }
}
