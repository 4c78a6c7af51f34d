package org.orrery.dynamics.sbml.comp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Limits;
import org.orrery.dynamics.sbml.xml.XmlTree;

/** Makes one flat document of a hierarchical one. */
public final class Composition {
    private Composition() {}

    /**
     * A hierarchical model as one model of SBML core, and of the other packages that it uses.
     *
     * @param root its {@code sbml} element; every element in it bears the file and line that it came from
     * @param remarks what a person should know, one line each
     * @param files those beside the main one that were drawn in, without links
     */
    public record Flat(Element root, List<String> remarks, List<Path> files) {}

    /** Whether a document declares the package. */
    public static boolean isUsed(Element root) {
        return root.attributes().keySet().stream().anyMatch(key -> key.endsWith("}required")
                && Comp.isComp(key.substring(1, key.indexOf('}'))));
    }

    /**
     * Flattens a document.
     *
     * @param file where it lies; without one it can draw in no other files
     * @param check called with each document that is drawn in, before its models are used
     * @throws InvalidInput if the models do not fit together, with the file, the line and the element's id
     * @throws Refusal if a part of them is not supported, by name
     */
    public static Flat flatten(XmlTree.Document document, @Nullable Path file, Limits limits,
            Consumer<XmlTree.Document> check) {
        Syntax.check(document.root());
        Library library = new Library(document, file, limits, check);
        Instance root = Hierarchy.of(library);
        List<String> remarks = new ArrayList<>();
        Assembly.of(root, remarks);
        Names.give(root);
        Element flat = new Flattener(library.sheets()).flatten(root);
        remarks.addAll(0, library.remarks());
        for (Sheet sheet : library.sheets().subList(1, library.sheets().size())) {
            remarks.add("draws in " + sheet.root.file());
        }
        return new Flat(flat, remarks, library.files());
    }
}
