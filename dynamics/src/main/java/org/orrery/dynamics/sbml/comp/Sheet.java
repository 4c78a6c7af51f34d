package org.orrery.dynamics.sbml.comp;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.XmlTree;

/** One document with the models that it defines or refers to: the model namespace of the specification's section 3.9. */
final class Sheet {
    private static final Pattern REQUIRED = Pattern
            .compile("\\{http://www\\.sbml\\.org/sbml/level3/version\\d/([^/}]+)/.*}required");

    final Element root;
    /** Where the document lies, or null where it was read from memory. */
    final @Nullable Path path;
    private final Map<String, Element> models = new LinkedHashMap<>();

    Sheet(XmlTree.Document document, @Nullable Path path) {
        this.root = document.root();
        this.path = path;
        root.all().stream().filter(child -> child.name().equals("model") && !Comp.isComp(child)).forEach(this::add);
        Comp.listOf(root, "listOfModelDefinitions").forEach(this::add);
        Comp.listOf(root, "listOfExternalModelDefinitions").forEach(this::add);
    }

    private void add(Element model) {
        String id = Comp.attribute(model, "id");
        if (id == null) {
            if (!model.name().equals("model")) {
                throw model.invalid("<" + model.name() + "> has no id.", "Without one no submodel can ask for it.");
            }
            return;
        }
        Element first = models.putIfAbsent(id, model);
        if (first != null) {
            throw model.invalid("model " + id + " is defined a second time; the first is in line " + first.line() + ".",
                    "Give one of them another id.");
        }
    }

    /** The main model. */
    Element main(Element asking) {
        return root.all().stream().filter(child -> child.name().equals("model") && !Comp.isComp(child)).findFirst()
                .orElseThrow(() -> asking.invalid("asks for the main model of " + root.file() + ", which has none.",
                        "Name one of its models by modelRef."));
    }

    /** The model, definition or external definition of this id. */
    Element model(String id, Element asking) {
        Element model = models.get(id);
        if (model == null) {
            String own = Comp.attribute(asking, "id");
            throw asking.invalid((own == null ? "" : asking.name() + " " + own + " ") + "asks for the model " + id
                    + ", which " + root.file() + " does not define.",
                    Suggestion.of(id, models.keySet(), "Define it in listOfModelDefinitions."));
        }
        return model;
    }

    /** Whether the document uses a package whose elements are not read, so that a reference may mean one of them. */
    boolean hasUnreadPackages() {
        for (String key : root.attributes().keySet()) {
            Matcher matcher = REQUIRED.matcher(key);
            if (matcher.matches() && !matcher.group(1).equals("comp") && !matcher.group(1).equals("fbc")) {
                return true;
            }
        }
        return false;
    }
}
