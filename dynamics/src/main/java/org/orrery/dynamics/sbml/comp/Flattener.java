package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Node;

/** Writes what is left of all occurrences as one model: their lists joined, everything called by its flat name. */
final class Flattener {
    private final List<Sheet> sheets;
    private final Symbols symbols = new Symbols();
    private final Units units = new Units();
    private final Attributes attributes = new Attributes(symbols, units);
    private final Mathematics mathematics = new Mathematics(symbols, units);
    /** What stands in the model: each list once, and notes. */
    private final Map<String, Element> lists = new LinkedHashMap<>();
    private String core = "";

    Flattener(List<Sheet> sheets) {
        this.sheets = sheets;
    }

    Element flatten(Instance root) {
        Element sbml = root.sheet.root;
        Map<String, String> head = new HashMap<>();
        // A version 1 file may be drawn into a version 2 one and the other way round; version 2 can say all of both.
        for (Sheet sheet : sheets.reversed()) {
            head.putAll(sheet.root.attributes());
        }
        Element newest = sbml;
        for (Sheet sheet : sheets) {
            if (sheet.root.number("version", 1) > newest.number("version", 1)) {
                newest = sheet.root;
            }
        }
        core = newest.namespace();
        head.put("version", newest.attribute("version", "1"));
        Element model = root.definition.model;
        for (Node node : model.content()) {
            if (node instanceof Element child && !child.name().startsWith("listOf") && !Comp.isComp(child)) {
                lists.put(child.namespace() + child.name(), copy(child, core, child.content()));
            }
        }
        gather(root);
        for (Element added : attributes.added()) {
            String list = added.name().equals("parameter") ? "listOfParameters" : "listOfInitialAssignments";
            list(new Element(added.file(), added.line(), core, list, Map.of(), List.of()), Map.of()).content()
                    .add(copy(added, core, added.content()));
        }
        Element flat = new Element(model.file(), model.line(), core, "model", attributes.ofModel(root),
                new ArrayList<>(lists.values()));
        return new Element(sbml.file(), sbml.line(), core, "sbml", head, List.of(flat));
    }

    private static Element copy(Element element, String namespace, List<Node> content) {
        return new Element(element.file(), element.line(), Comp.isCore(element) ? namespace : element.namespace(),
                element.name(), element.attributes(), content);
    }

    private void gather(Instance instance) {
        for (Element list : instance.definition.model.all()) {
            if (list.name().startsWith("listOf") && !Comp.isComp(list) && instance.fate(list) == null) {
                Element joined = list(list, attributes.of(instance, list));
                for (Element child : list.all()) {
                    Element written = write(instance, child);
                    if (written != null) {
                        joined.content().add(written);
                    }
                }
            }
        }
        for (Instance child : instance.children) {
            if (child.asked != null && instance.isAlive(child.asked)) {
                gather(child);
            }
        }
    }

    private Element list(Element like, Map<String, String> own) {
        String namespace = Comp.isCore(like) ? core : like.namespace();
        return lists.computeIfAbsent(namespace + like.name(),
                _ -> new Element(like.file(), like.line(), namespace, like.name(), own, new ArrayList<>()));
    }

    private @Nullable Element write(Instance instance, Element element) {
        if (instance.fate(element) != null || Comp.isComp(element)) {
            return null;
        }
        Map<String, String> own = attributes.of(instance, element);
        List<Node> content = new ArrayList<>();
        Mathematics.Locals locals = mathematics.locals(instance, element);
        for (Node node : element.content()) {
            switch (node) {
                case Node.Text text -> content.add(text);
                case Element child -> {
                    Element written = Comp.isMath(child)
                            ? mathematics.of(instance, element, child, locals)
                            : write(instance, child);
                    if (written != null) {
                        content.add(written);
                    }
                }
            }
        }
        locals.rename(content);
        return new Element(element.file(), element.line(), Comp.isCore(element) ? core : element.namespace(),
                element.name(), own, content);
    }
}
