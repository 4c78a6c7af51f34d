package org.orrery.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class MathMlTest {
    private static final String X = "<ci> x </ci>";
    private static final String Y = "<ci>y</ci>";

    @ParameterizedTest
    @ValueSource(strings = {"abs", "exp", "ln", "log", "floor", "ceiling", "factorial", "sin", "cos", "tan", "sec",
            "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth", "arcsin", "arccos", "arctan", "arcsec",
            "arccsc", "arccot", "arcsinh", "arccosh", "arctanh", "arcsech", "arccsch", "arccoth", "root", "minus",
            "not",
            "plus", "times", "and", "or", "xor", "min", "max"})
    void functionsOfOneArgumentHaveTheirInfixTwin(String name) {
        assertThat(parse(apply(name, X))).isEqualTo(Infix.parse(name + "(x)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plus", "minus", "times", "divide", "power", "quotient", "rem", "min", "max", "eq", "neq",
            "gt", "lt", "geq", "leq", "and", "or", "xor", "implies"})
    void functionsOfTwoArgumentsHaveTheirInfixTwin(String name) {
        assertThat(parse(apply(name, X + Y))).isEqualTo(Infix.parse(name + "(x,y)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "<apply><plus/></apply> ; plus()", "<apply><times/></apply> ; times()", "<apply><and/></apply> ; and()",
            "<apply><or/></apply> ; or()", "<apply><xor/></apply> ; xor()",
            "<apply><eq/><ci>x</ci><ci>y</ci><ci>z</ci></apply> ; x == y && y == z",
            "<apply><lt/><ci>x</ci><ci>y</ci><ci>z</ci></apply> ; x < y && y < z",
            "<apply><root/><degree><cn>3</cn></degree><ci>x</ci></apply> ; root(3, x)",
            "<apply><log/><logbase><cn>2</cn></logbase><ci>x</ci></apply> ; log(2, x)",
            "<apply><log/><logbase><cn>10</cn></logbase><ci>x</ci></apply> ; log10(x)",
            "<cn type='integer'> 12 </cn> ; 12", "<cn units='mole'>-1.5e-3</cn> ; -1.5e-3", "<cn>+2.</cn> ; 2",
            "<cn type='e-notation'>6.02<sep/>23</cn> ; 6.02e23", "<cn type='rational'>1<sep/> 4</cn> ; 0.25",
            "<true/> ; true", "<false/> ; false", "<pi/> ; pi", "<exponentiale/> ; exponentiale",
            "<infinity/> ; infinity", "<notanumber/> ; nan",
            "<piecewise><piece><ci>x</ci><true/></piece><otherwise><ci>y</ci></otherwise></piecewise> ; piecewise(x, true, y)",
            "<piecewise><piece><ci>x</ci><ci>z</ci></piece></piecewise> ; piecewise(x, z)", "<piecewise/> ; nan",
            "<csymbol definitionURL='http://www.sbml.org/sbml/symbols/time'> t </csymbol> ; time",
            "<csymbol definitionURL='http://www.sbml.org/sbml/symbols/avogadro'>N</csymbol> ; avogadro",
            "<apply><csymbol definitionURL='http://www.sbml.org/sbml/symbols/delay'>d</csymbol><ci>x</ci><cn>2</cn></apply> ; delay(x, 2)",
            "<apply><csymbol definitionURL='http://www.sbml.org/sbml/symbols/rateOf'>r</csymbol><ci>x</ci></apply> ; rateOf(x)",
            "<semantics><ci>x</ci><annotation>a</annotation><annotation-xml><b><c/></b></annotation-xml></semantics> ; x",
            "<apply><plus/><!-- why --><ci>x</ci> <semantics><ci>y</ci><annotation/></semantics></apply> ; x + y"})
    void elementsHaveTheirInfixTwin(String mathMl, String infix) {
        assertThat(parse(mathMl)).isEqualTo(Infix.parse(infix));
    }

    @Test
    void definedFunctionsAreAskedFor() {
        Lambda lambda = lambda("<lambda><bvar><ci>u</ci></bvar><bvar><ci>v</ci></bvar>" + apply("minus",
                "<ci>u</ci><ci>v</ci>") + "</lambda>");
        assertThat(lambda.parameters()).containsExactly("u", "v");
        Expr expression = MathMl.parse(reader("<apply><ci>f</ci>" + Y + X + "</apply>"),
                (name, arguments) -> name.equals("f") ? lambda.apply(arguments) : null);
        assertThat(expression).isEqualTo(Infix.parse("y - x"));
        assertThat(lambda("<semantics><lambda><cn>1</cn></lambda></semantics>").apply(List.of())).isEqualTo(Expr.ONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"<apply><diff/><ci>x</ci></apply> ; <diff>", "<matrix/> ; <matrix>",
            "<csymbol definitionURL='http://a/b'>q</csymbol> ; http://a/b",
            "<cn type='complex-polar'>1<sep/>2</cn> ; complex-polar",
            "<cn base='16' type='integer'>ff</cn> ; base 16"})
    void refusesWhatSbmlDoesNotHave(String mathMl, String named) {
        assertThatThrownBy(() -> parse("\n" + mathMl)).isInstanceOf(Refusal.class).hasMessageContaining(named)
                .hasMessageContaining("(line 2)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"<apply><sin/><ci>x</ci><ci>y</ci></apply> ; `sin` does not take 2 arguments",
            "<sin/> ; stands alone", "<apply/> ; empty <apply>", "<ci/> ; without a name", "<cn>1d</cn> ; `1d`",
            "<cn>Infinity</cn> ; `Infinity`", "<cn/> ; not a number", "<apply><plus/>3</apply> ; text `3`",
            "<ci>x</ci><ci>y</ci> ; <ci> does not belong", "<cn>1<sep/>2</cn> ; two parts",
            "<apply><ci>g</ci><ci>x</ci></apply> ; `g`", "<piecewise><ci>x</ci></piecewise> ; into <piecewise>",
            "<piecewise><piece><ci>x</ci></piece></piecewise> ; a <piece> needs",
            "<lambda><ci>x</ci></lambda> ; <lambda>",
            "<csymbol>t</csymbol> ; definitionURL", "<apply><plus></apply> ; malformed"})
    void namesWhatIsMalformed(String mathMl, String named) {
        assertThatThrownBy(() -> parse("\n" + mathMl)).hasMessageContaining(named).hasMessageContaining("(line ");
    }

    @Test
    void readsToTheEndOfMath() throws XMLStreamException {
        XMLStreamReader reader = reader(X);
        MathMl.parse(reader, Functions.NONE);
        assertThat(reader.getEventType()).isEqualTo(XMLStreamReader.END_ELEMENT);
        assertThat(reader.getLocalName()).isEqualTo("math");
    }

    @Test
    void depthHasALimitThatASmallStackHolds() throws InterruptedException {
        String deep = "<apply><minus/>".repeat(20_000) + X + "</apply>".repeat(20_000);
        assertThatThrownBy(() -> parse(deep)).isInstanceOf(InvalidInput.class);
        String open = "<apply><root/><degree>";
        String nested = open.repeat(3_000) + X + ("</degree>" + X + "</apply>").repeat(3_000);
        AtomicReference<Object> result = new AtomicReference<>();
        Thread small = new Thread(null, () -> result.set(parse(nested)), "small", 256 * 1024);
        small.setUncaughtExceptionHandler((thread, thrown) -> result.set(thrown));
        small.start();
        small.join();
        assertThat(result.get()).isInstanceOf(Expr.Call.class);
    }

    @Test
    void whatIsPrintedIsReadBack() {
        for (long seed = 0; seed < 100; seed++) {
            RandomExpressions random = RandomExpressions.all(seed);
            Expr before = random.graph(8, 1).getFirst();
            String text = MathMl.print(before);
            Expr after = MathMl.parse(document(text), Functions.NONE);
            double[] y = random.numbers(3);
            double[] p = random.numbers(3);
            assertThat(Interpreter.evaluate(after, 0.5, y, p, RandomExpressions.LAYOUT)).as("seed %d: %s", seed, text)
                    .isEqualTo(Double.valueOf(Interpreter.evaluate(before, 0.5, y, p, RandomExpressions.LAYOUT)));
        }
        assertThat(MathMl.print(Infix.parse("rateOf(x) + delay(y, time)*1e-9 - `a<b`"))).contains("a&lt;b")
                .contains("1<sep/>-9").contains("symbols/delay").contains("symbols/rateOf");
        assertThatThrownBy(() -> MathMl.print(Shapes.doubled())).isInstanceOf(Refusal.class);
    }

    private static String apply(String head, String arguments) {
        return "<apply><" + head + "/>" + arguments + "</apply>";
    }

    private static Expr parse(String inner) {
        return MathMl.parse(reader(inner), Functions.NONE);
    }

    private static Lambda lambda(String inner) {
        return MathMl.parseLambda(reader(inner), Functions.NONE);
    }

    private static XMLStreamReader reader(String inner) {
        return document("<math xmlns='http://www.w3.org/1998/Math/MathML'>" + inner + "</math>");
    }

    private static XMLStreamReader document(String text) {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty("jdk.xml.maxElementDepth", 0);
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            reader.nextTag();
            return reader;
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
