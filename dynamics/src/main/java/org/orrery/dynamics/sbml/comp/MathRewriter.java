package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Node;

/** Writes the mathematics of an occurrence in the names and on the clock of the flat model. */
final class MathRewriter {
    private static final String SYMBOLS = "http://www.sbml.org/sbml/symbols/";

    private final Symbols symbols;
    private final Units units;
    private final Instance instance;
    /** Names that mean something else here; those of a kinetic law and of functions. */
    private final Map<String, Element> locals;
    private final boolean inFunction;

    /** @param locals what a name is that the occurrence does not know, as an element of mathematics */
    MathRewriter(Symbols symbols, Units units, Instance instance, Map<String, Element> locals) {
        this(symbols, units, instance, locals, false);
    }

    private MathRewriter(Symbols symbols, Units units, Instance instance, Map<String, Element> locals,
            boolean inFunction) {
        this.symbols = symbols;
        this.units = units;
        this.instance = instance;
        this.locals = locals;
        this.inFunction = inFunction;
    }

    Element rewrite(Element element) {
        return switch (element.name()) {
            case "ci" -> symbol(element);
            case "cn" -> units.number(instance, element);
            case "csymbol" ->
                isSymbol(element, "time") ? MathTree.scaled(element, List.of(), clock(element), element) : element;
            case "apply" -> application(element);
            case "lambda" -> function(element);
            default -> MathTree.with(element, rewritten(element.content()));
        };
    }

    private List<Node> rewritten(List<Node> content) {
        List<Node> rewritten = new ArrayList<>();
        for (Node node : content) {
            rewritten.add(switch (node) {
                case Element child -> Comp.isMath(child) ? rewrite(child) : child;
                case Node.Text text -> text;
            });
        }
        return rewritten;
    }

    private Element symbol(Element ci) {
        String name = MathTree.text(ci);
        Element local = locals.get(name);
        return local == null ? symbols.value(instance, name, ci) : local;
    }

    private Element application(Element apply) {
        List<Element> parts = apply.all();
        if (parts.isEmpty()) {
            return apply;
        }
        Element head = parts.getFirst();
        List<Element> arguments = parts.subList(1, parts.size());
        List<Node> content = new ArrayList<>();
        if (head.name().equals("ci")) {
            content.add(MathTree.with(head, List.of(new Node.Text(symbols.name(instance, MathTree.text(head))))));
        } else {
            content.add(head);
        }
        if (isSymbol(head, "rateOf") && arguments.size() == 1 && arguments.getFirst().name().equals("ci")) {
            return rate(apply, head, arguments.getFirst());
        }
        for (Element argument : arguments) {
            content.add(rewrite(argument));
        }
        if (isSymbol(head, "delay") && arguments.size() == 2) {
            Element last = rewrite(arguments.getLast());
            content.set(2, MathTree.scaled(last, clock(head), List.of(), last));
        }
        return MathTree.with(apply, content);
    }

    /**
     * The rate of change by the occurrence's own clock. The specification is older than rateOf; this follows from its rule
     * for time: with t of the main model = factor * t of the submodel, d/dt of the submodel is factor * d/dt.
     */
    private Element rate(Element apply, Element head, Element ci) {
        String name = MathTree.text(ci);
        Element target = instance.definition.ids.get(name);
        if (target == null || locals.containsKey(name)) {
            Element named = locals.getOrDefault(name, symbols.value(instance, name, ci));
            return MathTree.scaled(MathTree.with(apply, List.of(head, named)), clock(head), List.of(), apply);
        }
        Meaning meaning = Meaning.of(instance, target);
        for (Part factor : meaning.factors()) {
            Element parameter = Meaning.of(factor.instance(), factor.element()).part().element();
            if (!parameter.attribute("constant", "true").strip().matches("true|1")) {
                throw new Refusal(ci.where() + "rateOf of " + name + ", which is converted by the factor "
                        + Names.shown(parameter) + ", and that varies.", "Make the conversion factor constant.");
            }
        }
        List<Element> times = new ArrayList<>(clock(head));
        times.addAll(symbols.above(meaning));
        Element symbol = MathTree.ci(symbols.name(instance, name), ci);
        return MathTree.scaled(MathTree.with(apply, List.of(head, symbol)), times, symbols.below(meaning), apply);
    }

    private List<Element> clock(Element at) {
        List<Element> clock = symbols.time(instance);
        if (inFunction && !clock.isEmpty()) {
            throw new Refusal(at.where() + "a function definition of " + instance.label()
                    + " uses time, which the submodel converts.", "Give the time to the function as an argument.");
        }
        return clock;
    }

    private Element function(Element lambda) {
        Map<String, Element> inside = new HashMap<>(locals);
        for (Element child : lambda.all()) {
            if (child.name().equals("bvar")) {
                Set<String> names = new HashSet<>();
                MathTree.names(child, names);
                names.forEach(name -> inside.put(name, MathTree.ci(name, child)));
            }
        }
        MathRewriter body = new MathRewriter(symbols, units, instance, inside, true);
        return MathTree.with(lambda, body.rewritten(lambda.content()));
    }

    private static boolean isSymbol(Element element, String symbol) {
        return element.name().equals("csymbol")
                && element.attribute("definitionURL", "").strip().equals(SYMBOLS + symbol);
    }
}
