package org.orrery.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;

class InfixTest {
    private static final Map<String, Double> VALUES = Map.of("x", 2.0, "y", 3.0, "z", 0.25);

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"1 + 2*x ; 5", "x - y - 1 ; -2", "x/y/z ; 2.6666666666666665", "-x^2 ; -4",
            "x^-1 ; 0.5", "x^y^x ; 512", "-x*y ; -6", "!x == y ; 0", "7 % 4 ; 3", "-7 % 4 ; -3",
            "x<y && y<x || x>=2 ; 1",
            "x > 0 || x > 0 && x < 0 ; 0", "1e3 + .5 + 2.E-1 ; 1000.7", "pow(x,y) + power(x,2) + sqr(y) ; 21",
            "root(3, 8) + root(9) ; 5", "log(100) + log10(10) + log(2, 8) + ln(exponentiale) ; 7",
            "ceil(z) + ceiling(z) + floor(z) + abs(-x) ; 4", "factorial(4) ; 24", "min(3,x,5) + max(1,y) ; 5",
            "quotient(-7,2) ; -3", "rem(-7,2) ; -1", "implies(x, 0) + implies(0, 0) ; 1",
            "piecewise(1, x<1, 2, x<3, 9) ; 2",
            "and(1,1,0) + or(0,1) + xor(1,1,1) + not(0) ; 3", "lt(1,2,3) + leq(2,2,1) + neq(1,2) ; 2",
            "sec(0) + arcsec(1) + cot(z)*tan(z) ; 2", "asinh(sinh(x)) + arccosh(cosh(y)) ; 5", "sech(0) + sign(-3) ; 0",
            "avogadro/6.02214179e23 + true + false ; 2", "+x - -x ; 4", "((x)) ; 2", "x==2 != 0 ; 1"})
    void meansWhatItSays(String formula, double expected) {
        assertThat(Shapes.value(Infix.parse(formula), VALUES)).isCloseTo(expected,
                within(1e-12));
    }

    @Test
    void optionsChooseTheMeaningOfLogAndOfPowers() {
        assertThat(Infix.parse("log(x)", Infix.Options.LEVEL_1)).isEqualTo(Expr.call(Operator.LN, Expr.sym("x")));
        assertThat(Infix.parse("log(x)", Infix.Options.LEVEL_3)).isEqualTo(Expr.call(Operator.LOG10, Expr.sym("x")));
        assertThat(Shapes.value(Infix.parse("x^y^x", Infix.Options.LEVEL_3), VALUES)).isEqualTo(64);
        assertThat(Shapes.value(Infix.parse("-x^y*2", Infix.Options.LEVEL_3), VALUES)).isEqualTo(-16);
        assertThat(Shapes.value(Infix.parse("2^-x^2*3", Infix.Options.LEVEL_3), VALUES)).isEqualTo(0.1875);
    }

    /** Table of operators of SBML Level 1; the values are those that libSBML's parser of such formulas gives. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"-x^2 ; 4", "2*-x^2 ; 8", "x^-1^2 ; 0.25", "--x^2 ; 4", "-2^2 ; 4",
            "1-x^2 ; -3", "-x*y ; -6", "-(x^2) ; -4", "-pow(x,2) ; -4"})
    void readsSignsFirstInLevel1(String formula, double expected) {
        assertThat(Shapes.value(Infix.parse(formula, Infix.Options.LEVEL_1), VALUES)).isEqualTo(expected);
    }

    @Test
    void knowsTimeAndDeclaredNames() {
        assertThat(Infix.parse("time")).isSameAs(Expr.TIME);
        assertThat(Infix.parse("time + pi", Infix.Options.PLAIN.declaring(List.of("time", "pi")::contains)))
                .isEqualTo(Expr.call(Operator.ADD, Expr.sym("time"), Expr.sym("pi")));
        assertThat(Infix.parse("`time` + A.k1")).isEqualTo(
                Expr.call(Operator.ADD, Expr.sym("time"), Expr.sym("A.k1")));
    }

    @Test
    void asksTheModelForFunctionsFirst() {
        Lambda twice = new Lambda(List.of("u"), Infix.parse("u + u"));
        Functions functions = (name, arguments) -> name.equals("sin") || name.equals("f")
                ? twice.apply(arguments)
                : null;
        assertThat(Shapes.value(Infix.parse("f(x) + sin(y) + cos(0)", Infix.Options.PLAIN.with(functions)), VALUES))
                .isEqualTo(11);
        assertThatThrownBy(() -> Infix.parse("f(1,2)", Infix.Options.PLAIN.with(functions)))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("(u)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"k1*(a + ; 8", "a + * b ; 5", "a b ; 3", "(a + b ; 7", "a) ; 2", "f(x) ; 1",
            "1 + sin(a,b) ; 5", "a = b ; 3", "a + #b ; 5", "min() ; 1", "a & b ; 3", "`a ; 1", "'' ; 1", "2x ; 2"})
    void pointsAtTheMistake(String formula, int column) {
        assertThatThrownBy(() -> Infix.parse(formula)).isInstanceOf(InvalidInput.class).satisfies(thrown -> {
            String[] lines = thrown.getMessage().split("\n", -1);
            assertThat(lines[0]).contains("at column " + column + " ");
            assertThat(lines[1]).isEqualTo("    " + formula);
            assertThat(lines[2]).isEqualTo("    " + " ".repeat(column - 1) + "^");
            assertThat(((OrreryException) thrown).advice()).isNotBlank();
        });
    }

    @Test
    void showsThePlaceInALongFormula() {
        String formula = "a + ".repeat(100) + ") + b".repeat(100);
        assertThatThrownBy(() -> Infix.parse(formula)).satisfies(thrown -> {
            String[] lines = thrown.getMessage().split("\n", -1);
            assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo(')');
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1*S1/(Km + S1)", "a - b + c", "a - (b + c)", "a/(b*c)", "a*(b/c)", "-x^2", "(-x)^2",
            "x^-2", "x^(-y)", "(x^y)^z", "x^(y^z)", "a && b && !c", "(a || b) && c", "(a < b) == c", "-(-x)", "a*(-2)",
            "-2 + x", "piecewise(a, b < c, 0)", "xor(a, b)", "rateOf(x)", "delay(x, 1)", "time + `time`", "1e-9*x",
            "6.02214179e23*x", "sqrt(x)", "and(x)", "nan + infinity", "a % b", "0.1 + -0"})
    void printsWhatItReads(String formula) {
        assertThat(Infix.print(Infix.parse(formula))).isEqualTo(formula);
    }

    @Test
    void printedExpressionsKeepTheirBits() {
        for (long seed = 0; seed < 250; seed++) {
            RandomExpressions random = RandomExpressions.all(seed);
            Expr before = random.graph(8, 1).getFirst();
            String text = Infix.print(before);
            double[] y = random.numbers(3);
            double[] p = random.numbers(3);
            double expected = Interpreter.evaluate(before, 0.5, y, p, RandomExpressions.LAYOUT);
            for (Infix.Options options : List.of(Infix.Options.PLAIN, Infix.Options.LEVEL_3)) {
                Expr after = Infix.parse(text, options);
                assertThat(Interpreter.evaluate(after, 0.5, y, p, RandomExpressions.LAYOUT))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(Double.valueOf(expected));
                assertThat(Infix.print(after)).as("seed %d", seed).isEqualTo(text);
            }
        }
    }

    @Test
    void survivesAwkwardShapes() {
        String sum = Infix.print(Shapes.longSum());
        assertThat(((Expr.Call) Infix.parse(sum)).arguments()).hasSize(100_000);
        assertThat(Infix.print(Infix.parse(Infix.print(Shapes.deep(10_000))))).hasSize(1 + 4 * 10_000);
        assertThatThrownBy(() -> Infix.print(Shapes.doubled())).isInstanceOf(Refusal.class);
        assertThat(Infix.parse("(".repeat(9_000) + "x" + ")".repeat(9_000))).isEqualTo(Expr.sym("x"));
        for (String open : List.of("(", "-", "sin(", "x^", "!", "1+(", "+")) {
            assertThatThrownBy(() -> Infix.parse(open.repeat(100_000) + "x")).isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("10000 deep");
        }
    }

    @Test
    void substitutesAndCollectsSymbols() {
        Expr formula = Infix.parse("a*x + sin(a*time)");
        assertThat(Symbols.of(formula)).isEqualTo(new Symbols(Set.of("a", "x"), true));
        Expr replaced = new Substitution(Map.of("a", Expr.sym("x"), "x", Expr.sym("a"))).apply(formula);
        assertThat(Infix.print(replaced)).isEqualTo("x*a + sin(x*time)");
        assertThat(new Substitution(Map.of("q", Expr.ONE)).apply(formula)).isSameAs(formula);
        Expr doubled = new Substitution(Map.of("x", Expr.ONE)).apply(Shapes.doubled());
        assertThat(Interpreter.evaluate(doubled, 0, new double[0], new double[0], new Layout(List.of(), List.of())))
                .isEqualTo(Math.pow(2, 200));
        assertThat(Symbols.of(Shapes.longSum()).names()).hasSize(10);
        assertThat(Symbols.of(Shapes.deep(10_000)).time()).isFalse();
    }
}
