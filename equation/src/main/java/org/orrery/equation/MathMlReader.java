package org.orrery.equation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * Reads content MathML with a stack of the elements that are open, so that no file overflows the stack of the thread.
 * Methods that read an element begin on its start tag and stop on its end tag.
 */
final class MathMlReader {
    private static final int DEEPEST = 10_000;
    private static final Set<String> HEADS = Set.of("plus", "minus", "times", "divide", "power", "root", "abs", "exp",
            "ln", "log", "floor", "ceiling", "factorial", "quotient", "rem", "min", "max", "eq", "neq", "gt", "lt",
            "geq", "leq", "and", "or", "xor", "not", "implies", "sin", "cos", "tan", "sec", "csc", "cot", "sinh",
            "cosh", "tanh", "sech", "csch", "coth", "arcsin", "arccos", "arctan", "arcsec", "arccsc", "arccot",
            "arcsinh", "arccosh", "arctanh", "arcsech", "arccsch", "arccoth");

    private final XmlCursor cursor;
    private final Functions functions;
    private final Deque<MathMlElement> open = new ArrayDeque<>();

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
            skipAnnotation();
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

    /** One element that has a value. */
    private Expr element() {
        Expr value = opened();
        while (!open.isEmpty() || value == null) {
            if (value != null) {
                open.element().values.add(value);
            }
            cursor.next();
            value = cursor.atStart() ? opened() : closed();
        }
        return value;
    }

    /** The value of an element without parts, read to its end; null for one that has parts, which is now open. */
    private @Nullable Expr opened() {
        String name = cursor.name();
        MathMlElement parent = open.peek();
        if (parent != null && parent.isFull()) {
            if (!parent.name.equals("semantics")) {
                cursor.needEnd(parent.name);
            }
            skipAnnotation();
            return null;
        }
        boolean part = parent != null && parent.hasPart(name);
        if (parent != null && parent.name.equals("piecewise") && !part) {
            throw cursor.invalid("<" + name + "> does not belong into <piecewise>",
                    "It takes <piece> and at most one <otherwise>.");
        }
        return switch (name) {
            case "cn" -> MathMlNumber.read(cursor);
            case "ci" -> symbol();
            case "csymbol" -> constantSymbol();
            case "apply" -> push(apply());
            case "piecewise", "semantics" -> push(new MathMlElement(name, "", false));
            default -> part ? push(new MathMlElement(name, "", false)) : constant(name);
        };
    }

    private @Nullable Expr push(MathMlElement element) {
        if (open.size() == DEEPEST) {
            throw cursor.invalid("mathematics nested more than " + DEEPEST + " deep", "Name a part of it.");
        }
        open.push(element);
        return null;
    }

    /** The value of the element that ends here; null for a part of another one, which now has it. */
    private @Nullable Expr closed() {
        MathMlElement element = open.pop();
        List<Expr> values = element.values;
        switch (element.name) {
            case "apply" -> {
                return element.own
                        ? own(element.function, element.arguments())
                        : builtin(element.function, element.arguments());
            }
            case "piecewise" -> {
                List<Expr> arguments = element.arguments();
                return arguments.isEmpty() ? Expr.num(Double.NaN) : Expr.call(Operator.PIECEWISE, arguments);
            }
            case "piece" -> {
                if (!element.isFull()) {
                    throw cursor.invalid("a <piece> needs a value and a condition", "Give both.");
                }
                open.element().values.addAll(values);
                return null;
            }
            default -> {
                if (values.isEmpty()) {
                    throw cursor.invalid("an empty <" + element.name + ">", "Put an expression into it.");
                }
                if (element.name.equals("semantics")) {
                    return values.getFirst();
                }
                open.element().extra = values.getFirst();
                return null;
            }
        }
    }

    private void skipAnnotation() {
        if (!cursor.name().startsWith("annotation")) {
            throw cursor.invalid("<" + cursor.name() + "> among the annotations of <semantics>", "Remove it.");
        }
        cursor.skip();
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

    private MathMlElement apply() {
        firstChild("apply");
        String head = cursor.name();
        String function = switch (head) {
            case "ci" -> cursor.text();
            case "csymbol" -> functionSymbol();
            default -> {
                if (!HEADS.contains(head)) {
                    throw cursor.refusal("<" + head + "> cannot be applied: it is not a function of SBML",
                            "The same meaning in elements that SBML has.");
                }
                cursor.next();
                yield head;
            }
        };
        cursor.needEnd(head);
        return new MathMlElement("apply", function, head.equals("ci"));
    }

    private String functionSymbol() {
        String symbol = definition();
        if (!symbol.equals("delay") && !symbol.equals("rateOf")) {
            throw cursor.refusal("<csymbol> " + symbol + " cannot be applied", "One of delay, rateOf.");
        }
        cursor.text();
        return symbol;
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
}
