package org.orrery.dynamics.sbml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Node;

/**
 * Walks over an element of the tree as a pull parser would, for the reader of MathML. It begins on the element's start tag.
 * Functions may be used before they are defined, so mathematics is read from the tree and not from the stream.
 */
final class ElementCursor extends StreamReaderDelegate {
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Element element;
    private @Nullable String text;
    private int event = START_ELEMENT;

    /** An element and how much of its content was passed. */
    private static final class Frame {
        final Element element;
        int next;

        Frame(Element element) {
            this.element = element;
        }
    }

    ElementCursor(Element start) {
        element = start;
        frames.push(new Frame(start));
    }

    @Override
    public int next() {
        if (event == END_ELEMENT) {
            frames.pop();
        }
        Frame frame = frames.peek();
        text = null;
        if (frame == null) {
            if (event == END_DOCUMENT) {
                throw new NoSuchElementException();
            }
            event = END_DOCUMENT;
        } else if (frame.next == frame.element.content().size()) {
            element = frame.element;
            event = END_ELEMENT;
        } else {
            switch (frame.element.content().get(frame.next++)) {
                case Element child -> {
                    element = child;
                    frames.push(new Frame(child));
                    event = START_ELEMENT;
                }
                case Node.Text words -> {
                    element = frame.element;
                    text = words.characters();
                    event = CHARACTERS;
                }
            }
        }
        return event;
    }

    @Override
    public int nextTag() throws XMLStreamException {
        if (next() == CHARACTERS) {
            throw new XMLStreamException("text where an element belongs", getLocation());
        }
        return event;
    }

    @Override
    public String getElementText() throws XMLStreamException {
        StringBuilder all = new StringBuilder();
        while (next() != END_ELEMENT) {
            if (event != CHARACTERS) {
                throw new XMLStreamException("an element where text belongs", getLocation());
            }
            all.append(getText());
        }
        return all.toString();
    }

    @Override
    public boolean hasNext() {
        return event != END_DOCUMENT;
    }

    @Override
    public int getEventType() {
        return event;
    }

    @Override
    public boolean isStartElement() {
        return event == START_ELEMENT;
    }

    @Override
    public boolean isEndElement() {
        return event == END_ELEMENT;
    }

    @Override
    public boolean isCharacters() {
        return event == CHARACTERS;
    }

    @Override
    public boolean isWhiteSpace() {
        return text != null && text.isBlank();
    }

    @Override
    public boolean hasText() {
        return text != null;
    }

    @Override
    public boolean hasName() {
        return isStartElement() || isEndElement();
    }

    @Override
    public String getText() {
        if (text == null) {
            throw new IllegalStateException("not at a text");
        }
        return text;
    }

    @Override
    public char[] getTextCharacters() {
        return getText().toCharArray();
    }

    @Override
    public int getTextStart() {
        return 0;
    }

    @Override
    public int getTextLength() {
        return getText().length();
    }

    @Override
    public String getLocalName() {
        return element.name();
    }

    @Override
    public String getNamespaceURI() {
        return element.namespace();
    }

    @Override
    public String getPrefix() {
        return "";
    }

    @Override
    public QName getName() {
        return new QName(element.namespace(), element.name());
    }

    @Override
    public @Nullable String getAttributeValue(@Nullable String namespace, String name) {
        String plain = element.attribute(name);
        return plain != null || namespace == null || namespace.isEmpty()
                ? plain
                : element.attribute("{" + namespace + "}" + name);
    }

    @Override
    public int getAttributeCount() {
        return element.attributes().size();
    }

    @Override
    public String getAttributeLocalName(int index) {
        String key = keys().get(index);
        return key.substring(key.indexOf('}') + 1);
    }

    @Override
    public String getAttributeNamespace(int index) {
        String key = keys().get(index);
        return key.startsWith("{") ? key.substring(1, key.indexOf('}')) : "";
    }

    @Override
    public String getAttributeValue(int index) {
        return element.attribute(keys().get(index), "");
    }

    @Override
    public void require(int type, @Nullable String namespace, @Nullable String name) throws XMLStreamException {
        if (type != event || namespace != null && !namespace.equals(element.namespace())
                || name != null && !name.equals(element.name())) {
            throw new XMLStreamException("not the element that belongs here", getLocation());
        }
    }

    /** The element that was reached; a message takes its line from here. */
    Element element() {
        return element;
    }

    /** Unknown, so that the reader's own messages do not say it a second time. */
    @Override
    public Location getLocation() {
        return new Location() {
            @Override
            public int getLineNumber() {
                return -1;
            }

            @Override
            public int getColumnNumber() {
                return -1;
            }

            @Override
            public int getCharacterOffset() {
                return -1;
            }

            @Override
            public @Nullable String getPublicId() {
                return null;
            }

            @Override
            public @Nullable String getSystemId() {
                return null;
            }
        };
    }

    @Override
    public XMLStreamReader getParent() {
        return this;
    }

    @Override
    public void close() {
        frames.clear();
    }

    private List<String> keys() {
        return new ArrayList<>(element.attributes().keySet());
    }
}
