package org.orrery.dynamics.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.dynamics.mechanism.TimeWord;
import org.orrery.equation.Expr;
import org.orrery.equation.Lambda;
import org.orrery.equation.MathMl;
import org.orrery.equation.Substitution;
import org.orrery.equation.Unit;

/** Writes the form of a mechanism as SBML. */
final class SbmlText {
    private final Mechanism form;
    private final Xml xml = new Xml();
    private final UnitTable table = new UnitTable(name -> true);
    private final SbmlUnits units;
    private final Map<String, Parameter> parameters = new HashMap<>();
    private final boolean fast;

    private SbmlText(Mechanism form, List<String> losses) {
        this.form = form;
        fast = form.reactions().stream().anyMatch(Mechanism.Reaction::fast);
        form.parameters().forEach(parameter -> parameters.put(parameter.id(), parameter));
        units = new SbmlUnits(form, table, losses);
    }

    static String of(Mechanism form, List<String> losses) {
        return new SbmlText(form, losses).text();
    }

    private String text() {
        int version = fast ? 1 : 2;
        if (fast) {
            VersionOne.check(form);
        }
        xml.begin("sbml").with("xmlns", "http://www.sbml.org/sbml/level3/version" + version + "/core")
                .with("level", "3").with("version", Integer.toString(version));
        String time = form.timeUnit();
        xml.begin("model").with("id", form.id()).with("name", form.name())
                .with("timeUnits", time == null ? null : table.name(TimeWord.unit(time)))
                .with("extentUnits", units.extent()).with("conversionFactor", form.conversionFactor());
        list("listOfFunctionDefinitions", form.functions(), this::function);
        list("listOfUnitDefinitions", units.definitions(), this::unit);
        list("listOfCompartments", form.compartments(), this::compartment);
        list("listOfSpecies", form.species(), this::species);
        list("listOfParameters", form.parameters().stream().filter(p -> p.role() == Role.GLOBAL).toList(),
                this::parameter);
        list("listOfInitialAssignments", form.initialAssignments(), assignment -> math("initialAssignment", "symbol",
                assignment.target(), assignment.value()));
        list("listOfRules", form.rules(), this::rule);
        list("listOfReactions", form.reactions(), this::reaction);
        list("listOfEvents", form.events(), this::event);
        return xml.end().end().toString();
    }

    private <T> void list(String name, List<T> parts, Consumer<T> one) {
        if (!parts.isEmpty()) {
            xml.begin(name);
            parts.forEach(one);
            xml.end();
        }
    }

    private void function(Mechanism.Function function) {
        xml.begin("functionDefinition").with("id", function.id())
                .raw(MathMl.print(new Lambda(function.parameters(), function.body()))).end();
    }

    private void unit(Map.Entry<String, Unit> definition) {
        xml.begin("unitDefinition").with("id", definition.getKey()).begin("listOfUnits");
        for (UnitTable.Factor factor : UnitTable.factors(definition.getValue())) {
            xml.begin("unit").with("kind", factor.kind()).with("exponent", factor.exponent()).with("scale", "0")
                    .with("multiplier", factor.multiplier()).end();
        }
        xml.end().end();
    }

    private void compartment(Mechanism.Compartment place) {
        xml.begin("compartment").with("id", place.id()).with("name", place.name())
                .with("spatialDimensions", place.dimensions()).with("size", place.size())
                .with("units", units.of(place.id())).with("constant", place.constant()).end();
    }

    private void species(Species pool) {
        xml.begin("species").with("id", pool.id()).with("name", pool.name()).with("compartment", pool.compartment())
                .with("initialAmount", pool.amount())
                .with("initialConcentration", Double.isNaN(pool.amount()) ? pool.concentration() : Double.NaN)
                .with("substanceUnits", units.substance(pool)).with("hasOnlySubstanceUnits", pool.onlySubstance())
                .with("boundaryCondition", pool.boundary()).with("constant", pool.constant())
                .with("conversionFactor", pool.conversionFactor()).end();
    }

    private void parameter(Parameter parameter) {
        xml.begin("parameter").with("id", parameter.id()).with("name", parameter.name())
                .with("value", parameter.value()).with("units", units.of(parameter.id()))
                .with("constant", parameter.constant()).end();
    }

    private void rule(Rule rule) {
        switch (rule) {
            case Rule.Assignment(String target, Expr value) -> math("assignmentRule", "variable", target, value);
            case Rule.Rate(String target, Expr value) -> math("rateRule", "variable", target, value);
            case Rule.Algebraic(Expr value) -> xml.begin("algebraicRule").raw(MathMl.print(value)).end();
        }
    }

    private void math(String element, String key, String target, Expr value) {
        xml.begin(element).with(key, target).raw(MathMl.print(value)).end();
    }

    private void reaction(Mechanism.Reaction reaction) {
        xml.begin("reaction").with("id", reaction.id()).with("name", reaction.name())
                .with("reversible", reaction.reversible());
        if (fast) {
            xml.with("fast", reaction.fast());
        }
        list("listOfReactants", reaction.reactants(), this::participant);
        list("listOfProducts", reaction.products(), this::participant);
        list("listOfModifiers", reaction.modifiers(),
                modifier -> xml.begin("modifierSpeciesReference").with("species", modifier).end());
        List<Parameter> locals = form.parameters().stream()
                .filter(p -> p.role() == Role.LOCAL && Locals.own(p.id(), reaction.id()) != null).toList();
        Expr rate = reaction.rate();
        if (rate != null) {
            law(reaction.id(), rate, locals);
        }
        xml.end();
    }

    private void law(String reaction, Expr rate, List<Parameter> locals) {
        Map<String, Expr> own = new HashMap<>();
        locals.forEach(local -> own.put(local.id(), Expr.sym(local.id().substring(reaction.length() + 1))));
        xml.begin("kineticLaw");
        xml.raw(MathMl.print(new Substitution(own).apply(rate)));
        list("listOfLocalParameters", locals, local -> xml.begin("localParameter")
                .with("id", local.id().substring(reaction.length() + 1)).with("name", local.name())
                .with("value", local.value()).with("units", units.of(local.id())).end());
        xml.end();
    }

    private void participant(Mechanism.Participant participant) {
        xml.begin("speciesReference");
        Expr count = participant.stoichiometry();
        if (count instanceof Expr.Sym(String name)) {
            Parameter parameter = parameters.get(name);
            xml.with("id", name).with("name", parameter == null ? "" : parameter.name())
                    .with("species", participant.species())
                    .with("stoichiometry", parameter == null ? Double.NaN : parameter.value())
                    .with("constant", parameter != null && parameter.constant());
        } else {
            xml.with("species", participant.species())
                    .with("stoichiometry", count instanceof Expr.Num(double number) ? number : Double.NaN)
                    .with("constant", true);
        }
        xml.end();
    }

    private void event(Mechanism.Event event) {
        xml.begin("event").with("id", event.id()).with("name", event.name())
                .with("useValuesFromTriggerTime", event.valuesFromTriggerTime());
        xml.begin("trigger").with("initialValue", event.initialValue()).with("persistent", event.persistent())
                .raw(MathMl.print(event.trigger())).end();
        if (event.delay() != null) {
            xml.begin("delay").raw(MathMl.print(event.delay())).end();
        }
        if (event.priority() != null) {
            xml.begin("priority").raw(MathMl.print(event.priority())).end();
        }
        list("listOfEventAssignments", event.assignments(), assignment -> math("eventAssignment", "variable",
                assignment.target(), assignment.value()));
        xml.end();
    }
}
