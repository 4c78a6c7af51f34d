package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Node;

/** The mathematics of elements in the flat model, converted by what owns it. */
final class Mathematics {
    private final Symbols symbols;
    private final Units units;

    Mathematics(Symbols symbols, Units units) {
        this.symbols = symbols;
        this.units = units;
    }

    /** What the local parameters of a kinetic law are called; renamed where a flat name would be taken for one of them. */
    static final class Locals {
        private final Map<String, Element> meanings = new HashMap<>();
        private final Set<String> kept = new HashSet<>();
        private final Map<String, String> renamed = new HashMap<>();

        /** Renames the local parameters among an element's written content. */
        void rename(List<Node> content) {
            if (renamed.isEmpty()) {
                return;
            }
            for (ListIterator<Node> at = content.listIterator(); at.hasNext();) {
                if (at.next() instanceof Element child && child.name().equals("listOfLocalParameters")) {
                    List<Node> parameters = new ArrayList<>();
                    child.all().forEach(parameter -> parameters.add(renamed(parameter)));
                    at.set(MathTree.with(child, parameters));
                }
            }
        }

        private Element renamed(Element parameter) {
            Map<String, String> attributes = new HashMap<>(parameter.attributes());
            attributes.computeIfPresent("id", (_, id) -> renamed.getOrDefault(id, id));
            return new Element(parameter.file(), parameter.line(), parameter.namespace(), parameter.name(), attributes,
                    parameter.content());
        }
    }

    /** The local parameters of a kinetic law that are left or replaced; a deleted one hides nothing any more. */
    Locals locals(Instance instance, Element owner) {
        Locals locals = new Locals();
        if (!Comp.isCore(owner) || !owner.name().equals("kineticLaw")) {
            return locals;
        }
        for (Element list : owner.all()) {
            if (list.name().equals("listOfLocalParameters") && instance.fate(list) == null) {
                for (Element parameter : list.all()) {
                    String id = parameter.attribute("id", "").strip();
                    switch (instance.fate(parameter)) {
                        case null -> {
                            locals.kept.add(id);
                            locals.meanings.put(id, MathTree.ci(id, parameter));
                        }
                        case Fate.Replaced replaced -> locals.meanings.put(id,
                                symbols.value(instance, parameter, parameter));
                        case Fate.Yielded yielded -> locals.meanings.put(id,
                                symbols.value(instance, parameter, parameter));
                        case Fate.Deleted deleted -> {
                        }
                    }
                }
            }
        }
        return locals;
    }

    /** The {@code math} of an element in the flat model. */
    Element of(Instance instance, Element owner, Element math, Locals locals) {
        avoidCapture(instance, math, locals);
        Element written = new MathRewriter(symbols, units, instance, locals.meanings).rewrite(math);
        List<Element> times = times(instance, owner);
        List<Element> over = over(instance, owner);
        List<Element> inside = written.all();
        return times.isEmpty() && over.isEmpty() || inside.size() != 1
                ? written
                : MathTree.with(written, List.of(MathTree.scaled(inside.getFirst(), times, over, math)));
    }

    private List<Element> times(Instance instance, Element owner) {
        return switch (owner.name()) {
            case "kineticLaw" -> symbols.extent(instance);
            case "delay" -> symbols.time(instance);
            case "assignmentRule", "rateRule", "eventAssignment" -> symbols.factors(instance,
                    owner.attribute("variable", "").strip());
            case "initialAssignment" -> symbols.factors(instance, owner.attribute("symbol", "").strip());
            default -> List.of();
        };
    }

    private List<Element> over(Instance instance, Element owner) {
        return owner.name().equals("kineticLaw") || owner.name().equals("rateRule")
                ? symbols.time(instance)
                : List.of();
    }

    /** A flat name from outside may equal a local parameter's; then the local one gets another. */
    private void avoidCapture(Instance instance, Element math, Locals locals) {
        if (locals.kept.isEmpty()) {
            return;
        }
        Map<String, Element> hidden = new HashMap<>(locals.meanings);
        locals.kept.forEach(id -> hidden.put(id, MathTree.make("pi", math, List.of())));
        Set<String> outside = new HashSet<>();
        MathTree.names(new MathRewriter(symbols, units, instance, hidden).rewrite(math), outside);
        symbols.extent(instance).forEach(factor -> MathTree.names(factor, outside));
        symbols.time(instance).forEach(factor -> MathTree.names(factor, outside));
        for (String id : locals.kept) {
            if (outside.contains(id)) {
                String other = id;
                while (outside.contains(other) || locals.kept.contains(other)) {
                    other += "_";
                }
                outside.add(other);
                locals.renamed.put(id, other);
                locals.meanings.put(id, MathTree.ci(other, math));
            }
        }
    }
}
