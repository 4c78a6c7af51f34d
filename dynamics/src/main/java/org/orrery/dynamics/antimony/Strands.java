package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.antimony.Sheet.NameText;
import org.orrery.dynamics.antimony.Sheet.ReactionText;
import org.orrery.dynamics.antimony.Sheet.StrandText;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Substitution;

/**
 * The strands of DNA of a whole. Each element hands a rate to the next: its formula, in which {@code ...} is the rate that
 * comes from upstream; an element without a formula hands on what it gets, and upstream of the first there is nothing. A
 * gene that stands in several strands has the sum of its rates there. The value of an operator's own name is that with
 * nothing upstream (Antimony's reference, "DNA strands"; the last point as libAntimony 3.3 has it).
 */
final class Strands {
    private final Whole whole;
    private final Meaning meaning;
    private final Map<String, Gene> genes = new HashMap<>();
    private final Set<Inner> taken = new HashSet<>();
    private final Map<String, Expr> rates = new LinkedHashMap<>();

    private record Gene(ReactionText text, Instance scope) {}

    private record Element(Node node, NameText at) {}

    /** Finds what each element is; operators become parameters with a rule. */
    Strands(Whole whole, Meaning meaning) {
        this.whole = whole;
        this.meaning = meaning;
        for (Instance scope : whole.instances) {
            scope.sheet.reactions.forEach(
                    text -> genes.put(whole.target(scope.full(text.id())).path(), new Gene(text, scope)));
        }
        // Those that stand in others, which are found by walking through all.
        Set<Inner> inside = new HashSet<>();
        each((strand, scope) -> strand.elements().forEach(element -> {
            Inner inner = inner(strand, element, scope);
            if (inner != null && !inside.add(inner)) {
                throw invalid(element, "the strand " + element.name() + " stands in two strands.",
                        "A strand is a thing of its own: write its elements a second time.");
            }
        }));
        each((strand, scope) -> {
            if (!inside.contains(new Inner(strand, scope))) {
                follow(strand, scope);
            }
        });
        each((strand, scope) -> {
            if (!taken.contains(new Inner(strand, scope))) {
                throw strand.place().source().invalid(strand.place().start(), "the strand is part of itself.",
                        "Take it out of the strand that it stands in.");
            }
        });
    }

    private interface Visit {
        void strand(StrandText strand, Instance scope);
    }

    private void each(Visit visit) {
        for (Instance scope : whole.instances) {
            scope.sheet.strands.forEach(strand -> visit.strand(strand, scope));
        }
    }

    private record Inner(StrandText text, Instance scope) {}

    /** The strand that an element is, or null where it is a gene or an operator. */
    private @Nullable Inner inner(StrandText outer, NameText element, Instance scope) {
        Instance at = scope;
        String rest = element.name();
        for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
            Instance next = at.parts.get(rest.substring(0, dot));
            if (next == null) {
                return null;
            }
            at = next;
            rest = rest.substring(dot + 1);
        }
        String name = rest;
        for (StrandText strand : at.sheet.strands) {
            if (strand.id().equals(name)) {
                return new Inner(strand, at);
            }
        }
        Instance part = at.parts.get(name);
        return part == null ? null : new Inner(ofPart(outer, element, part), part);
    }

    /** The name of a submodel stands for its strand that is open where something is attached. */
    private static StrandText ofPart(StrandText outer, NameText element, Instance part) {
        boolean above = element != outer.elements().getFirst() || outer.openAbove();
        boolean below = element != outer.elements().getLast() || outer.openBelow();
        List<StrandText> open = part.sheet.strands.stream()
                .filter(strand -> (!above || strand.openAbove()) && (!below || strand.openBelow())).toList();
        if (open.size() != 1) {
            throw invalid(element, "the model " + part.sheet.model + " has " + open.size()
                    + " strands that are open there.", "Name the strand: " + element.name() + ".name.");
        }
        return open.getFirst();
    }

    private static RuntimeException invalid(NameText element, String message, String advice) {
        return element.place().source().invalid(element.place().start(), message, advice);
    }

    private void follow(StrandText strand, Instance scope) {
        List<Element> elements = new ArrayList<>();
        flatten(strand, scope, elements);
        Expr upstream = Expr.ZERO;
        for (Element element : elements) {
            if (!whole.deleted.contains(element.node().path)) {
                Expr own = formula(element);
                Expr value = with(own, upstream);
                if (element.node().kind == Kind.REACTION) {
                    rates.merge(element.node().path, value, (a, b) -> Expr.call(Operator.ADD, a, b));
                } else {
                    element.node().operator = with(own, Expr.ZERO);
                }
                upstream = value;
            }
        }
    }

    private void flatten(StrandText strand, Instance scope, List<Element> elements) {
        taken.add(new Inner(strand, scope));
        if (meaning.hasFactors(scope)) {
            throw strand.place().source().refused(strand.place().start(), "a strand of DNA in a submodel that counts"
                    + " time or extent in units of its own is not supported.", "Write the factors in its formulas.");
        }
        for (NameText element : strand.elements()) {
            Inner inner = inner(strand, element, scope);
            if (inner == null) {
                elements.add(new Element(node(element, scope), element));
            } else {
                flatten(inner.text(), inner.scope(), elements);
            }
        }
    }

    private Node node(NameText element, Instance scope) {
        if (element.name().contains(".")) {
            whole.mustExist(element.name(), element.place(), scope);
        }
        String path = whole.target(scope.full(element.name())).path();
        Node node = whole.nodes.computeIfAbsent(path, key -> new Node(key, element.place()));
        if (node.kind == Kind.OPEN) {
            node.kind = Kind.PARAMETER;
        }
        if (node.kind != Kind.PARAMETER && node.kind != Kind.REACTION || node.rate != null || node.compartment != null
                || Boolean.TRUE.equals(node.constant) && node.initial == null) {
            throw invalid(element, element.name() + " stands in a strand of DNA and is no operator and no gene.",
                    "An operator has a formula, a gene is a reaction.");
        }
        return node;
    }

    private Expr formula(Element element) {
        Node node = element.node();
        Gene gene = genes.get(node.path);
        if (node.kind == Kind.REACTION) {
            if (node.initial != null) {
                return meaning.strand(node.initial.span(), node.initial.scope());
            }
            Span rate = gene == null ? null : gene.text().rate();
            return rate == null || gene == null ? Expr.sym(Formulas.UPSTREAM) : meaning.strand(rate, gene.scope());
        }
        Node.Passage said = node.initial == null ? node.rule : node.initial;
        return said == null ? Expr.sym(Formulas.UPSTREAM) : meaning.strand(said.span(), said.scope());
    }

    private static Expr with(Expr formula, Expr upstream) {
        return new Substitution(Map.of(Formulas.UPSTREAM, upstream)).apply(formula);
    }

    /** The rate of a gene, or null for a reaction in no strand. */
    @Nullable
    Expr rate(String path) {
        return rates.get(path);
    }
}
