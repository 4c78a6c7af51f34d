package org.orrery.equation;

import javax.xml.stream.XMLStreamReader;

import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/** The content MathML of SBML, Levels 2 and 3. Units on numbers are ignored, annotations are skipped. */
public final class MathMl {
    private MathMl() {}

    /**
     * Reads the expression in a {@code math} element.
     *
     * @param reader on the start of {@code math}; afterwards on its end
     * @param functions of the model
     * @throws Refusal naming an element that SBML does not have
     * @throws InvalidInput for what is malformed, with the line
     */
    public static Expr parse(XMLStreamReader reader, Functions functions) {
        return new MathMlReader(reader, functions).expression();
    }

    /**
     * Reads the {@code lambda} in a {@code math} element.
     *
     * @param reader on the start of {@code math}; afterwards on its end
     * @param functions of the model that the body may call
     * @throws Refusal naming an element that SBML does not have
     * @throws InvalidInput for what is malformed, with the line
     */
    public static Lambda parseLambda(XMLStreamReader reader, Functions functions) {
        return new MathMlReader(reader, functions).lambda();
    }

    /**
     * Writes a {@code math} element of SBML Level 3 Version 2.
     *
     * @throws Refusal if it would be longer than ten million elements, as a graph of shared parts can be
     */
    public static String print(Expr expression) {
        return new MathMlPrinter().print(expression);
    }

    /**
     * Writes a {@code math} element that defines a function.
     *
     * @throws Refusal if it would be longer than ten million elements
     */
    public static String print(Lambda lambda) {
        return new MathMlPrinter().print(lambda);
    }
}
