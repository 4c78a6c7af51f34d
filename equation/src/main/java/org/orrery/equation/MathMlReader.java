package org.orrery.equation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/** Reads content MathML by recursive descent. Each method begins on a start tag and stops on its end tag. */
final class MathMlReader {
    private static final int DEEPEST = 1_000;
    private static final Set<String> HEADS = Set.of("plus", "minus", "times", "divide", "power", "root", "abs", "exp",
            "ln", "log", "floor", "ceiling", "factorial", "quotient", "rem", "min", "max", "eq", "neq", "gt", "lt",
            "geq", "leq", "and", "or", "xor", "not", "implies", "sin", "cos", "tan", "sec", "csc", "cot", "sinh",
            "cosh", "tanh", "sech", "csch", "coth", "arcsin", "arccos", "arctan", "arcsec", "arccsc", "arccot",
            "arcsinh", "arccosh", "arctanh", "arcsech", "arccsch", "arccoth");

    private final XmlCursor cursor;
    private final Functions functions;
    private int depth;

    MathMlReader(XMLStreamReader reader, Functions functions) {
        this.cursor = new XmlCursor(reader);
        this.functions = functions;
    }

    /** From the start of math to its end. */
    Expr expression() {
        openMath();
        if (cursor.name().equals("lambda")) {
            throw cursor.invalid("a <lambda> where a value belongs", "Only function definitions have one.");
        }
        boolean wrapped = enterSemantics();
        Expr expression = element();
        closeMath(wrapped);
        return expression;
    }

    /** From the start of math to its end. */
    Lambda lambda() {
        openMath();
        boolean wrapped = enterSemantics();
        if (!cursor.name().equals("lambda")) {
            throw cursor.invalid("<" + cursor.name() + "> where a <lambda> belongs",
                    "A function definition needs one.");
        }
        List<String> parameters = new ArrayList<>();
        cursor.next();
        while (cursor.atStart() && cursor.name().equals("bvar")) {
            parameters.add(boundName());
            cursor.next();
        }
        if (!cursor.atStart()) {
            throw cursor.invalid("a <lambda> without a body", "Add an expression after its variables.");
        }
        Expr body = element();
        cursor.next();
        cursor.needEnd("lambda");
        closeMath(wrapped);
        return new Lambda(parameters, body);
    }

    private void openMath() {
        if (!cursor.atStart() || !cursor.name().equals("math")) {
            throw new IllegalStateException("not on the start of <math>");
        }
        cursor.next();
        if (!cursor.atStart()) {
            throw cursor.invalid("an empty <math>", "Put an expression into it, or leave it out.");
        }
    }

    private boolean enterSemantics() {
        boolean wrapped = cursor.name().equals("semantics");
        if (wrapped) {
            firstChild("semantics");
        }
        return wrapped;
    }

    private void closeMath(boolean wrapped) {
        if (wrapped) {
            skipAnnotations();
        }
        cursor.next();
        cursor.needEnd("math");
    }

    private void firstChild(String parent) {
        cursor.next();
        if (!cursor.atStart()) {
            throw cursor.invalid("an empty <" + parent + ">", "Put an expression into it.");
        }
    }

    private void skipAnnotations() {
        cursor.next();
        while (cursor.atStart()) {
            if (!cursor.name().startsWith("annotation")) {
                throw cursor.invalid("<" + cursor.name() + "> among the annotations of <semantics>", "Remove it.");
            }
            cursor.skip();
            cursor.next();
        }
    }

    private String boundName() {
        firstChild("bvar");
        String name = cursor.text();
        cursor.next();
        cursor.needEnd("bvar");
        return name;
    }

    private Expr element() {
        if (++depth > DEEPEST) {
            throw cursor.invalid("mathematics nested more than " + DEEPEST + " deep", "Name a part of it.");
        }
        String name = cursor.name();
        Expr expression = switch (name) {
            case "cn" -> MathMlNumber.read(cursor);
            case "ci" -> symbol();
            case "csymbol" -> constantSymbol();
            case "apply" -> apply();
            case "piecewise" -> piecewise();
            case "semantics" -> {
                firstChild(name);
                Expr inner = element();
                skipAnnotations();
                yield inner;
            }
            default -> constant(name);
        };
        depth--;
        return expression;
    }

    private Expr constant(String name) {
        Expr value = switch (name) {
            case "true", "false", "pi", "exponentiale", "infinity", "notanumber" -> Precedence.constant(name);
            default -> null;
        };
        if (value == null) {
            throw unknown(name);
        }
        cursor.next();
        cursor.needEnd(name);
        return value;
    }

    private RuntimeException unknown(String name) {
        return HEADS.contains(name)
                ? cursor.invalid("<" + name + "> stands alone", "It belongs first in an <apply>.")
                : cursor.refusal("<" + name + "> is not part of the mathematics of SBML",
                        "The same meaning in elements that SBML has.");
    }

    private Expr symbol() {
        String name = cursor.text();
        cursor.needEnd("ci");
        if (name.isEmpty()) {
            throw cursor.invalid("a <ci> without a name", "Put a name into it.");
        }
        return Expr.sym(name);
    }

    private Expr constantSymbol() {
        String symbol = definition();
        Expr value = switch (symbol) {
            case "time" -> Expr.TIME;
            case "avogadro" -> Expr.num(Builtins.AVOGADRO);
            case "delay", "rateOf" ->
                throw cursor.invalid("the symbol " + symbol + " stands alone", "It belongs first in an <apply>.");
            default -> throw cursor.refusal("<csymbol> " + symbol + " is not part of the mathematics of SBML",
                    "One of time, avogadro, delay, rateOf.");
        };
        cursor.text();
        cursor.needEnd("csymbol");
        return value;
    }

    /** The last part of the address that defines a csymbol. */
    private String definition() {
        String address = cursor.attribute("definitionURL");
        if (address == null) {
            throw cursor.invalid("a <csymbol> without a definitionURL", "Say which symbol it is.");
        }
        String prefix = "http://www.sbml.org/sbml/symbols/";
        return address.startsWith(prefix) ? address.substring(prefix.length()) : address;
    }

    private Expr apply() {
        firstChild("apply");
        String element = cursor.name();
        String name = switch (element) {
            case "ci" -> cursor.text();
            case "csymbol" -> functionSymbol();
            default -> {
                if (!HEADS.contains(element)) {
                    throw cursor.refusal("<" + element + "> cannot be applied: it is not a function of SBML",
                            "The same meaning in elements that SBML has.");
                }
                cursor.next();
                yield element;
            }
        };
        cursor.needEnd(element);
        List<Expr> arguments = new ArrayList<>();
        Expr qualifier = null;
        cursor.next();
        while (cursor.atStart()) {
            if (isQualifier(element, cursor.name())) {
                qualifier = only(cursor.name());
            } else {
                arguments.add(element());
            }
            cursor.next();
        }
        if (qualifier != null) {
            arguments.addFirst(qualifier);
        }
        return element.equals("ci") ? own(name, arguments) : builtin(name, arguments);
    }

    private String functionSymbol() {
        String symbol = definition();
        if (!symbol.equals("delay") && !symbol.equals("rateOf")) {
            throw cursor.refusal("<csymbol> " + symbol + " cannot be applied", "One of delay, rateOf.");
        }
        cursor.text();
        return symbol;
    }

    private static boolean isQualifier(String head, String element) {
        return head.equals("root") && element.equals("degree") || head.equals("log") && element.equals("logbase");
    }

    private Expr own(String name, List<Expr> arguments) {
        Expr value = functions.call(name, arguments);
        if (value == null) {
            throw cursor.invalid("there is no function `" + name + "`", "Define it, or check its name.");
        }
        return value;
    }

    private Expr builtin(String name, List<Expr> arguments) {
        @Nullable
        Expr value;
        try {
            value = Builtins.call(name, arguments);
        } catch (IllegalArgumentException wrong) {
            throw cursor.invalid(String.valueOf(wrong.getMessage()), "Check the arguments of this <apply>.");
        }
        if (value == null) {
            throw unknown(name);
        }
        return value;
    }

    /** The expression inside an element that holds one. */
    private Expr only(String element) {
        firstChild(element);
        Expr expression = element();
        cursor.next();
        cursor.needEnd(element);
        return expression;
    }

    private Expr piecewise() {
        List<Expr> arguments = new ArrayList<>();
        Expr otherwise = null;
        cursor.next();
        while (cursor.atStart()) {
            String part = cursor.name();
            if (part.equals("piece")) {
                firstChild(part);
                arguments.add(element());
                firstChild(part);
                arguments.add(element());
                cursor.next();
                cursor.needEnd(part);
            } else if (part.equals("otherwise") && otherwise == null) {
                otherwise = only(part);
            } else {
                throw cursor.invalid("<" + part + "> does not belong into <piecewise>",
                        "It takes <piece> and at most one <otherwise>.");
            }
            cursor.next();
        }
        if (otherwise != null) {
            arguments.add(otherwise);
        }
        return arguments.isEmpty() ? Expr.num(Double.NaN) : Expr.call(Operator.PIECEWISE, arguments);
    }
}
