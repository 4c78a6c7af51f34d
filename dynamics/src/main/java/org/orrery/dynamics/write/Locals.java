package org.orrery.dynamics.write;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.equation.Expr;
import org.orrery.equation.Symbols;

/** Parameters of single reactions, which are called {@code reaction.name}. */
final class Locals {
    private Locals() {}

    /** Makes locals into parameters of the model, called {@code reaction_name}. */
    static Mechanism promote(Mechanism mechanism, Predicate<Parameter> which, List<String> losses) {
        Set<String> taken = new Parts(mechanism).ids();
        Map<String, String> renamed = new LinkedHashMap<>();
        for (Parameter parameter : mechanism.parameters()) {
            if (parameter.role() == Role.LOCAL && which.test(parameter)) {
                String id = Names.unused(Names.plain(parameter.id()), name -> !taken.contains(name));
                taken.add(id);
                renamed.put(parameter.id(), id);
            }
        }
        if (renamed.isEmpty()) {
            return mechanism;
        }
        losses.add("parameters of single reactions become parameters of the model: " + Names.some(renamed.entrySet()
                .stream().map(entry -> entry.getKey() + " is " + entry.getValue()).toList()));
        Parts parts = new Parts(Names.renamed(mechanism, renamed));
        parts.parameters.replaceAll(p -> renamed.containsValue(p.id())
                ? new Parameter(p.id(), p.name(), p.value(), p.constant(), Role.GLOBAL)
                : p);
        return parts.whole();
    }

    /** The local's own name, or null where it is not called after a reaction or not fit to be written. */
    static @Nullable String own(String id, String reaction) {
        String name = id.startsWith(reaction + ".") ? id.substring(reaction.length() + 1) : "";
        return Names.isWord(name) ? name : null;
    }

    /**
     * Locals that cannot be written inside of their reaction: constant false, used elsewhere, hiding another, or without a
     * law to stand in.
     */
    static Set<String> unfit(Mechanism mechanism) {
        Map<String, Parameter> locals = mechanism.parameters().stream().filter(p -> p.role() == Role.LOCAL)
                .collect(Collectors.toMap(Parameter::id, p -> p));
        Set<String> unfit = new HashSet<>(locals.keySet());
        Map<String, List<Parameter>> byReaction = locals.values().stream()
                .collect(Collectors.groupingBy(local -> local.id().substring(0, Math.max(0, local.id().indexOf('.')))));
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            List<Parameter> own = byReaction.getOrDefault(reaction.id(), List.of());
            Set<String> names = own.isEmpty() ? Set.of() : Modifiers.read(reaction);
            for (Parameter local : own) {
                String name = Locals.own(local.id(), reaction.id());
                if (name != null && reaction.rate() != null && local.constant() && Names.isWord(reaction.id())
                        && !names.contains(name)) {
                    unfit.remove(local.id());
                }
            }
        }
        elsewhere(mechanism).forEach(name -> {
            if (locals.containsKey(name)) {
                unfit.add(name);
            }
        });
        return unfit;
    }

    /** Every name that mathematics uses outside of the law of its own reaction. */
    private static Set<String> elsewhere(Mechanism mechanism) {
        Set<String> names = new HashSet<>();
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            add(reaction.rate(), names, reaction.id() + ".");
            reaction.reactants().forEach(part -> add(part.stoichiometry(), names, " "));
            reaction.products().forEach(part -> add(part.stoichiometry(), names, " "));
        }
        for (Mechanism.Rule rule : mechanism.rules()) {
            switch (rule) {
                case Mechanism.Rule.Assignment(String target, Expr value) -> add(value, names, " ");
                case Mechanism.Rule.Rate(String target, Expr value) -> add(value, names, " ");
                case Mechanism.Rule.Algebraic(Expr value) -> add(value, names, " ");
            }
        }
        mechanism.initialAssignments().forEach(assignment -> {
            names.add(assignment.target());
            add(assignment.value(), names, " ");
        });
        for (Mechanism.Event event : mechanism.events()) {
            add(event.trigger(), names, " ");
            add(event.delay(), names, " ");
            add(event.priority(), names, " ");
            event.assignments().forEach(assignment -> add(assignment.value(), names, " "));
        }
        return names;
    }

    private static void add(@Nullable Expr expression, Set<String> names, String own) {
        if (expression != null) {
            Symbols.of(expression).names().stream().filter(name -> !name.startsWith(own)).forEach(names::add);
        }
    }
}
