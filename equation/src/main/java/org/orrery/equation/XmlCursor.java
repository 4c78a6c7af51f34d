package org.orrery.equation;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/** Steps from tag to tag of mathematics, and says where it is. */
final class XmlCursor {
    private final XMLStreamReader reader;

    XmlCursor(XMLStreamReader reader) {
        this.reader = reader;
    }

    boolean atStart() {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    String name() {
        return reader.getLocalName();
    }

    @Nullable
    String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? null : value.strip();
    }

    /** Goes to the next tag, over comments and blanks. */
    void next() {
        try {
            while (true) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    return;
                }
                if (event == XMLStreamConstants.END_DOCUMENT) {
                    throw invalid("the mathematics has no end", "Maybe the file is cut off.");
                }
                if (isText(event) && !reader.getText().isBlank()) {
                    throw invalid("text `" + reader.getText().strip() + "` between elements of mathematics",
                            "Maybe wrap it in <cn> or <ci>.");
                }
            }
        } catch (XMLStreamException broken) {
            throw broken(broken);
        }
    }

    /** The text up to the next tag, which becomes the place. */
    String text() {
        StringBuilder text = new StringBuilder();
        try {
            int event = reader.next();
            while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                if (isText(event)) {
                    text.append(reader.getText());
                }
                event = reader.next();
            }
        } catch (XMLStreamException broken) {
            throw broken(broken);
        }
        return text.toString().strip();
    }

    /** Goes from the start of an element to its end. */
    void skip() {
        try {
            for (int depth = 1; depth > 0;) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
        } catch (XMLStreamException broken) {
            throw broken(broken);
        }
    }

    /** @throws InvalidInput unless the place is the end of an element, named for the message */
    void needEnd(String element) {
        if (atStart()) {
            throw invalid("<" + name() + "> does not belong at the end of <" + element + ">", "Remove it.");
        }
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE || event == XMLStreamConstants.ENTITY_REFERENCE;
    }

    private InvalidInput broken(XMLStreamException cause) {
        InvalidInput error = invalid("the XML is malformed: " + cause.getMessage(), "Check the file with an XML tool.");
        error.initCause(cause);
        return error;
    }

    InvalidInput invalid(String what, String advice) {
        return new InvalidInput(what + place(), advice);
    }

    Refusal refusal(String what, String license) {
        return new Refusal(what + place(), license);
    }

    private String place() {
        int line = reader.getLocation().getLineNumber();
        return line > 0 ? " (line " + line + ")" : "";
    }
}
