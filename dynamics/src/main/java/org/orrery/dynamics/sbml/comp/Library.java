package org.orrery.dynamics.sbml.comp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Limits;
import org.orrery.dynamics.sbml.xml.XmlTree;

/** Finds the models that submodels ask for, in the main document and in files beside it, each read once. */
final class Library {
    private final ExternalFiles files;
    private final Limits limits;
    private final Consumer<XmlTree.Document> check;
    private final Map<Path, Sheet> sheets = new HashMap<>();
    private final Map<Element, Definition> definitions = new IdentityHashMap<>();
    private final List<Sheet> all = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    final Sheet main;

    /** A model and the document that it is defined in. */
    record Found(Sheet sheet, Definition definition) {}

    Library(XmlTree.Document document, @Nullable Path file, Limits limits, Consumer<XmlTree.Document> check) {
        this.limits = limits;
        this.check = check;
        this.files = new ExternalFiles(file, limits);
        this.main = new Sheet(document, files.main());
        all.add(main);
        if (main.path != null) {
            sheets.put(main.path, main);
        }
    }

    /** The main model of the main document. */
    Found mainModel() {
        return new Found(main, definition(main.main(main.root)));
    }

    /**
     * The model that a submodel asks for; a chain of external definitions is followed to its end.
     *
     * @param sheet the document that the submodel stands in
     */
    Found find(Sheet sheet, Element submodel) {
        Set<String> passed = new LinkedHashSet<>();
        Sheet at = sheet;
        Element model = at.model(Comp.required(submodel, "modelRef"), submodel);
        while (Comp.is(model, "externalModelDefinition")) {
            String name = at.root.file() + "#" + Comp.required(model, "id");
            if (!passed.add(name)) {
                throw model.invalid("external model " + Comp.required(model, "id") + " refers to itself, by way of "
                        + String.join(", ", passed) + ".", "One of them must define the model.");
            }
            Sheet next = open(at, model);
            String id = Comp.attribute(model, "modelRef");
            model = id == null ? next.main(model) : next.model(id, model);
            at = next;
        }
        return new Found(at, definition(model));
    }

    private Definition definition(Element model) {
        return definitions.computeIfAbsent(model, Definition::new);
    }

    private Sheet open(Sheet from, Element external) {
        ExternalFiles.Source source = files.locate(from.path, external);
        Sheet known = sheets.get(source.path());
        if (known == null) {
            byte[] bytes = files.read(source, external);
            XmlTree.Document document = XmlTree.read(bytes, source.name(), limits);
            checkRoot(document.root(), external);
            check.accept(document);
            Syntax.check(document.root());
            known = new Sheet(document, source.path());
            sheets.put(source.path(), known);
            all.add(known);
        }
        String sum = Comp.attribute(external, "md5");
        if (sum != null && !sum.equalsIgnoreCase(files.md5(source))) {
            remarks.add("external model " + Comp.required(external, "id") + ": " + source.name()
                    + " has changed since it was referred to (its md5 is another)");
        }
        return known;
    }

    private static void checkRoot(Element root, Element external) {
        if (!root.name().equals("sbml")) {
            throw external.invalid("external model " + Comp.required(external, "id") + " is in " + root.file()
                    + ", which is not SBML: its root element is <" + root.name() + ">.", "Correct the source.");
        }
        if (!root.attribute("level", "").strip().equals("3")) {
            throw external.invalid("external model " + Comp.required(external, "id") + " is in " + root.file()
                    + ", which is SBML level " + root.attribute("level", "?")
                    + "; models can be composed in level 3 only.",
                    "Convert it to level 3.");
        }
        if (root.number("version", 1) > 2) {
            throw new Refusal(root.where() + "is SBML level 3 version " + root.attribute("version")
                    + ", which is not known.", "Level 3 is read to version 2.");
        }
    }

    /** All documents that were read, the main one first. */
    List<Sheet> sheets() {
        return all;
    }

    /** The files beside the main one that were read. */
    List<Path> files() {
        return files.opened();
    }

    List<String> remarks() {
        return remarks;
    }
}
