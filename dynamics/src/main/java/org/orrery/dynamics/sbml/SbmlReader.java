package org.orrery.dynamics.sbml;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.logical.LogicalNetwork;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.sbml.comp.Composition;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Limits;
import org.orrery.dynamics.sbml.xml.ModelBytes;
import org.orrery.dynamics.sbml.xml.XmlTree;

/**
 * Reads SBML: levels 1, 2 and 3, hierarchical models (package comp), flux balance (package fbc) and logical networks
 * (package qual), plain or in gzip. What
 * is broken is an {@link InvalidInput} with file
 * and line; what is sound and not understood is a {@link Refusal} by name; nothing that has a mathematical meaning is left out.
 *
 * <p>Costs: the whole document is held as a tree while it is read, about ten times the size of its mathematics.
 */
public final class SbmlReader {
    private static final String NAMESPACE = "http://www.sbml.org/sbml/level";
    private final Limits limits;

    public SbmlReader() {
        this(Limits.USUAL);
    }

    SbmlReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Whether a file looks like SBML in any encoding, or like some XML that may have been meant as SBML.
     *
     * @param file its path
     * @param head its first bytes as Latin-1 text
     */
    public static boolean accepts(Path file, String head) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (head.startsWith("\u001f\u008b")) {
            return name.endsWith(".xml.gz") || name.endsWith(".sbml.gz");
        }
        String text = head.replace("\0", "").replaceFirst("^(\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)", "");
        return text.contains("<sbml") || text.contains(NAMESPACE) || name.endsWith(".sbml")
                || name.endsWith(".xml") && text.stripLeading().startsWith("<") && !text.contains("<PMML");
    }

    /**
     * What a file holds, with what it was read from.
     *
     * @param files beside the main one that the model draws in
     */
    public record Reading(SbmlContent content, List<Path> files) {
        public Reading {
            files = List.copyOf(files);
        }
    }

    /** Reads a file, whatever it holds, and says which others it draws in. */
    public Reading open(Path file) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        return open(ModelBytes.of(file, name, limits), name, file);
    }

    /** Reads a file that holds a mechanism in time. */
    public Mechanism read(Path file) {
        return kinetic(open(file).content(), file.toString());
    }

    /**
     * Reads a mechanism in time from memory.
     *
     * @param fileName for messages
     */
    public Mechanism read(byte[] bytes, String fileName) {
        return kinetic(open(bytes, fileName), fileName);
    }

    private static Mechanism kinetic(SbmlContent content, String fileName) {
        return switch (content) {
            case SbmlContent.Kinetic(Mechanism mechanism) -> mechanism;
            case SbmlContent.Flux _ -> throw new Refusal(
                    fileName + " is a flux balance problem (SBML package fbc), not a course in time.",
                    "Open a model whose reactions have kinetic laws.");
            case SbmlContent.Logical _ -> throw new Refusal(
                    fileName + " is a logical network (SBML package qual), whose time is steps.",
                    "Open a model whose reactions have kinetic laws.");
        };
    }

    /** Reads what is in memory, whatever it holds. */
    public SbmlContent open(byte[] bytes, String fileName) {
        return open(bytes, fileName, null).content();
    }

    private Reading open(byte[] bytes, String fileName, @Nullable Path file) {
        XmlTree.Document document = XmlTree.read(ModelBytes.inflated(bytes, fileName, limits), fileName, limits);
        Element root = document.root();
        if (!root.name().equals("sbml") || !root.namespace().startsWith(NAMESPACE)) {
            throw root.invalid("is not SBML: its root element is <" + root.name() + ">"
                    + (root.name().equals("sbml") ? " without the namespace of SBML." : "."),
                    root.name().equalsIgnoreCase("html")
                            ? "Maybe a web page was saved instead of the model; fetch the SBML file itself."
                            : "Open a file whose root element is <sbml xmlns=\"" + NAMESPACE + "...\">.");
        }
        Draft draft = new Draft();
        Level.of(root);
        Packages.check(document, draft);
        if (Composition.isUsed(root)) {
            Composition.Flat flat = Composition.flatten(document, file, limits, other -> Packages.check(other, draft));
            flat.remarks().forEach(draft::remark);
            return new Reading(sbml(flat.root(), draft), flat.files());
        }
        return new Reading(sbml(root, draft), List.of());
    }

    private static SbmlContent sbml(Element root, Draft draft) {
        Level level = Level.of(root);
        for (String silent : Vocabulary.check(root)) {
            draft.remark(silent + ": ignored, no mathematical meaning");
        }
        Element model = root.child("model")
                .orElseThrow(() -> root.invalid("holds no <model>.", "Maybe the file was cut off."));
        Mechanism mechanism = model(model, level, draft);
        LogicalNetwork network = Qualitative.of(model, mechanism, level);
        if (network != null) {
            return new SbmlContent.Logical(network);
        }
        FluxProblem fluxes = Fluxes.of(model, mechanism);
        FluxProblem problem = fluxes == null ? OldFluxes.of(model, mechanism, level) : fluxes;
        return problem == null ? new SbmlContent.Kinetic(mechanism) : new SbmlContent.Flux(problem);
    }

    private static Mechanism model(Element model, Level level, Draft draft) {
        Mathematics mathematics = new Mathematics(model, level, draft);
        draft.conversionFactor = model.attribute("conversionFactor");
        new Pools(model, level, draft).read(model);
        new Reactions(level, draft, mathematics).read(model);
        new Rules(draft, mathematics).read(model);
        new Events(level, draft, mathematics).read(model);
        mathematics.readFunctions();
        new Units(model, level, draft).read();
        if (Fluxes.isBounded(model) && !Fluxes.hasObjective(model)) {
            draft.remark("package fbc: no objective, so that its bounds and gene products play no part");
        }
        return draft.finish(model, level);
    }
}
