package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Node;
import org.orrery.dynamics.sbml.xml.XmlTree;

/** Makes and looks into elements of MathML; what is made bears the place of the element that it is made for. */
final class MathTree {
    private MathTree() {}

    static Element ci(String name, Element at) {
        return make("ci", at, List.of(new Node.Text(name)));
    }

    static Element apply(String operator, Element at, List<Element> arguments) {
        List<Node> content = new ArrayList<>();
        content.add(make(operator, at, List.of()));
        content.addAll(arguments);
        return make("apply", at, content);
    }

    /** The expression times the one factors and divided by the others; the expression itself where there are none. */
    static Element scaled(Element expression, List<Element> times, List<Element> over, Element at) {
        List<Element> product = new ArrayList<>(times);
        product.add(expression);
        Element above = times.isEmpty() ? expression : apply("times", at, product);
        return over.isEmpty()
                ? above
                : apply("divide", at, List.of(above, over.size() == 1 ? over.getFirst() : apply("times", at, over)));
    }

    static Element make(String name, Element at, List<? extends Node> content) {
        return new Element(at.file(), at.line(), XmlTree.MATHML, name, Map.of(), List.copyOf(content));
    }

    static Element with(Element element, List<? extends Node> content) {
        return new Element(element.file(), element.line(), element.namespace(), element.name(), element.attributes(),
                List.copyOf(content));
    }

    /** The text of a {@code ci}. */
    static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node : element.content()) {
            if (node instanceof Node.Text(String characters)) {
                text.append(characters);
            }
        }
        return text.toString().strip();
    }

    /** Everything that a {@code ci} names. */
    static void names(Element element, Set<String> names) {
        if (element.name().equals("ci")) {
            names.add(text(element));
        }
        element.all().forEach(child -> names(child, names));
    }
}
