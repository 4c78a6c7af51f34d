package org.orrery.dynamics.sbml;

import java.nio.charset.StandardCharsets;
import org.orrery.dynamics.mechanism.Mechanism;

/** Small SBML files for the tests: a header around what a test is about. */
final class SbmlText {
    static final String FILE = "small.xml";
    private static final String MATH = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";

    private SbmlText() {}

    /** A level 3 version 2 model; the content begins on line 3. */
    static String level3(String content) {
        return document("http://www.sbml.org/sbml/level3/version2/core", 3, 2, "<model id=\"m\">", content);
    }

    static String level3version1(String content) {
        return document("http://www.sbml.org/sbml/level3/version1/core", 3, 1, "<model id=\"m\">", content);
    }

    static String level2(int version, String content) {
        String suffix = version == 1 ? "" : "/version" + version;
        return document("http://www.sbml.org/sbml/level2" + suffix, 2, version, "<model id=\"m\">", content);
    }

    static String level1(int version, String content) {
        return document("http://www.sbml.org/sbml/level1", 1, version, "<model name=\"m\">", content);
    }

    static String document(String namespace, int level, int version, String model, String content) {
        return "<sbml xmlns=\"%s\" level=\"%d\" version=\"%d\">\n%s\n%s\n</model>\n</sbml>\n".formatted(namespace,
                level,
                version, model, content.strip());
    }

    /** The mathematics of one MathML element. */
    static String math(String inner) {
        return MATH + inner + "</math>";
    }

    static String ci(String name) {
        return "<ci>" + name + "</ci>";
    }

    static Mechanism read(String text) {
        return new SbmlReader().read(text.getBytes(StandardCharsets.UTF_8), FILE);
    }
}
