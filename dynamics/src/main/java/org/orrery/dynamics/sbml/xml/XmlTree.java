package org.orrery.dynamics.sbml.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;

/**
 * XML to a tree, with the JDK's pull parser. A document type is turned away before anything it declares is looked at, so
 * there are no entities to expand and nothing is ever fetched. Annotations and the content of elements from other
 * namespaces are passed over: only that they were there is kept. Kept are the content of SBML core, of MathML, and of the
 * packages that are read. Of notes there is the text of those that reactions and species have.
 */
public final class XmlTree {
    /** The namespace of MathML. */
    public static final String MATHML = "http://www.w3.org/1998/Math/MathML";
    /** SBML Level 3 packages whose elements are read with all that is in them. */
    private static final Pattern PACKAGES = Pattern
            .compile("http://www\\.sbml\\.org/sbml/level3/version\\d/(comp|fbc|qual)/.*");
    /** Attributes of SBML core have no namespace; some writers give them the prefix of the elements. */
    private static final Pattern CORE = Pattern.compile("http://www\\.sbml\\.org/sbml/level\\d(/version\\d(/core)?)?");
    private static final Set<String> WITHOUT_CONTENT = Set.of("notes", "annotation", "annotations", "message");
    private static final XMLInputFactory FACTORY = factory();

    private final String file;
    private final Limits limits;
    private final XMLStreamReader reader;
    private final Set<String> namespaces = new HashSet<>();

    private XmlTree(String file, Limits limits, XMLStreamReader reader) {
        this.file = file;
        this.limits = limits;
        this.reader = reader;
    }

    /**
     * A document as a tree.
     *
     * @param root of the tree
     * @param namespaces of all elements and attributes met, also of those passed over
     */
    public record Document(Element root, Set<String> namespaces) {}

    /**
     * Reads a whole document.
     *
     * @param file its name, for messages
     * @throws InvalidInput if it is not well-formed, declares a document type, or is nested too deep
     */
    public static Document read(byte[] bytes, String file, Limits limits) {
        if (bytes.length == 0) {
            throw new InvalidInput(file + ": is empty.", "Maybe the download failed; fetch it again.");
        }
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                XmlTree tree = new XmlTree(file, limits, reader);
                return new Document(tree.root(), tree.namespaces);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw new InvalidInput(file + ", line " + line + ": is not well-formed XML: " + reason(e),
                    "Maybe the file was cut off or is not SBML.");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // The JDK's own limit of depth is below what long sums reach; ours is Limits.depth.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    private Element root() throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new InvalidInput(
                        file + ", line " + reader.getLocation().getLineNumber()
                                + ": declares a document type; entities are not read.",
                        "Take the DOCTYPE out; SBML needs none.");
                case XMLStreamConstants.START_ELEMENT -> {
                    Element root = element();
                    while (reader.hasNext()) {
                        reader.next();
                    }
                    return root;
                }
                default -> {
                    // comments and processing instructions before the root
                }
            }
        }
        throw new InvalidInput(file + ": holds no element.", "Maybe the file is not SBML.");
    }

    /** Reads the element whose start tag was just met; without recursion, because depth is the file's to choose. */
    private Element element() throws XMLStreamException {
        Deque<Element> open = new ArrayDeque<>();
        Element root = start();
        String core = root.namespace();
        open.push(root);
        while (!open.isEmpty()) {
            Element top = open.element();
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Element child = start();
                    top.content().add(child);
                    if (keepsContent(child, core)) {
                        open.push(child);
                        if (open.size() > limits.depth()) {
                            throw tooDeep();
                        }
                    } else {
                        skip(hasNotedFacts(top, child) ? child : null);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!reader.isWhiteSpace()) {
                        top.content().add(new Node.Text(reader.getText()));
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new InvalidInput(
                        file + ", line " + reader.getLocation().getLineNumber() + ": uses the entity &"
                                + reader.getLocalName() + ";, which is not declared.",
                        "Only &lt; &gt; &amp; &quot; and &apos; are entities of XML itself.");
                default -> {
                    // comments, processing instructions, ignorable space
                }
            }
        }
        return root;
    }

    private static boolean keepsContent(Element element, String core) {
        String namespace = element.namespace();
        return namespace.equals(MATHML) || !WITHOUT_CONTENT.contains(element.name())
                && (namespace.equals(core) || PACKAGES.matcher(namespace).matches());
    }

    /** Flux models from before the package fbc write genes, formulas and charges into notes. */
    private static boolean hasNotedFacts(Element owner, Element child) {
        return child.name().equals("notes") && (owner.name().equals("reaction") || owner.name().equals("species"));
    }

    /** Passes over what is in the element that was just met; its text is kept in {@code keeper}, where there is one. */
    private void skip(@Nullable Element keeper) throws XMLStreamException {
        for (int depth = 1; depth > 0;) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                note(reader.getNamespaceURI());
                if (++depth > limits.depth()) {
                    throw tooDeep();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS && keeper != null && !reader.isWhiteSpace()) {
                keeper.content().add(new Node.Text(reader.getText()));
            }
        }
    }

    private Element start() {
        Map<String, String> attributes = HashMap.newHashMap(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            String name = reader.getAttributeLocalName(i);
            boolean plain = namespace == null || namespace.isEmpty() || CORE.matcher(namespace).matches();
            attributes.put(plain ? name : "{" + namespace + "}" + name, reader.getAttributeValue(i));
        }
        String namespace = note(reader.getNamespaceURI());
        return new Element(file, reader.getLocation().getLineNumber(), namespace, reader.getLocalName(), attributes,
                new ArrayList<>(2));
    }

    private String note(@Nullable String namespace) {
        String known = namespace == null ? "" : namespace;
        namespaces.add(known);
        return known;
    }

    private InvalidInput tooDeep() {
        return new InvalidInput(
                file + ", line " + reader.getLocation().getLineNumber() + ": elements are nested deeper than "
                        + limits.depth() + ".",
                "No model needs that; maybe the file is broken.");
    }

    /** The parser's own words without its second line of coordinates. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("Message: ");
        String words = at < 0 ? message : message.substring(at + "Message: ".length());
        return words.lines().findFirst().orElse("").strip();
    }

    /** Elements of the list, for messages: {@code <a>, <b>}. */
    public static String names(List<String> names) {
        return String.join(", ", names.stream().map(name -> "<" + name + ">").toList());
    }
}
