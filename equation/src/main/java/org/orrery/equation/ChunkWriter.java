package org.orrery.equation;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.orrery.equation.Region.Statement;
import org.orrery.equation.ValueGraph.Node;

/**
 * Writes one chunk as bytecode. Values that the chunk needs more than once are kept in local variables, loaded before
 * the first statement that needs them.
 */
final class ChunkWriter {
    /** Where the arguments of the method lie. */
    record Slots(int t, int y, int p, int w, int out) {
        /** Of {@code static chunk(t, y, p, w, out)}. */
        static final Slots CHUNK = new Slots(0, 2, 3, 4, 5);
        /** Of {@code this.apply(t, y, p, w, out)}. */
        static final Slots APPLY = new Slots(1, 3, 4, 5, 6);
        /** Of {@code this.prepare(p, w)}: there is nothing else to read. */
        static final Slots PREPARE = new Slots(-1, -1, 1, 2, -1);
    }

    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc ELEMENTARY = ClassDesc.of(Elementary.class.getName());
    private static final MethodTypeDesc UNARY = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);
    private static final MethodTypeDesc BINARY = UNARY.insertParameterTypes(0, ConstantDescs.CD_double);

    private final ValueGraph graph;
    private final Region region;
    private final int[] workspace;
    private final Slots slots;
    private final CodeBuilder code;
    private final Map<Integer, Integer> pending = new HashMap<>();
    private final Map<Integer, Integer> locals = new HashMap<>();

    /** @param workspace index in {@code w} of each value, or -1 */
    ChunkWriter(ValueGraph graph, Region region, int[] workspace, Slots slots, CodeBuilder code) {
        this.graph = graph;
        this.region = region;
        this.workspace = workspace;
        this.slots = slots;
        this.code = code;
    }

    void write(List<Statement> chunk) {
        for (Statement statement : chunk) {
            for (int used : region.reads(statement)) {
                pending.merge(used, 1, Integer::sum);
            }
        }
        for (Statement statement : chunk) {
            keepReads(statement);
            write(statement);
        }
    }

    private void keepReads(Statement statement) {
        for (int used : region.reads(statement)) {
            boolean array = !(graph.node(used) instanceof Node.Constant || graph.node(used) instanceof Node.Time);
            if (array && pending.getOrDefault(used, 0) > 1 && !locals.containsKey(used)) {
                load(used);
                keep(used);
            }
        }
    }

    private void keep(int node) {
        int local = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(local);
        locals.put(node, local);
    }

    private void write(Statement statement) {
        int node = statement.node();
        int inWorkspace = statement.define() ? workspace[node] : -1;
        boolean needed = statement.define() && pending.containsKey(node);
        int places = (inWorkspace >= 0 ? 1 : 0) + (statement.output() >= 0 ? 1 : 0);
        if (needed || places > 1) {
            compute(statement);
            keep(node);
            if (inWorkspace >= 0) {
                code.aload(slots.w()).loadConstant(inWorkspace).dload(local(node)).dastore();
            }
            if (statement.output() >= 0) {
                code.aload(slots.out()).loadConstant(statement.output()).dload(local(node)).dastore();
            }
        } else {
            code.aload(inWorkspace >= 0 ? slots.w() : slots.out())
                    .loadConstant(inWorkspace >= 0 ? inWorkspace : statement.output());
            compute(statement);
            code.dastore();
        }
    }

    private int local(int node) {
        return locals.getOrDefault(node, -1);
    }

    private void compute(Statement statement) {
        if (statement.define()) {
            apply((Node.Apply) graph.node(statement.node()));
        } else {
            value(statement.node());
        }
    }

    private void value(int node) {
        if (region.inline(node)) {
            apply((Node.Apply) graph.node(node));
        } else {
            load(node);
        }
    }

    private void load(int node) {
        if (locals.containsKey(node)) {
            code.dload(local(node));
            return;
        }
        switch (graph.node(node)) {
            case Node.Constant(double value) -> code.loadConstant(value);
            case Node.Time() -> code.dload(slots.t());
            case Node.State(int index) -> code.aload(slots.y()).loadConstant(index).daload();
            case Node.Parameter(int index) -> code.aload(slots.p()).loadConstant(index).daload();
            case Node.Apply apply -> code.aload(slots.w()).loadConstant(workspace[node]).daload();
        }
    }

    private void apply(Node.Apply node) {
        switch (node.operator()) {
            case POW -> power(node);
            case PIECEWISE -> choose(node);
            case LT, LE, GT, GE, EQ, NE, AND, OR, NOT -> truth(node);
            default -> {
                for (int i = 0; i < node.arity(); i++) {
                    value(node.argument(i));
                }
                operate(code, node.operator());
            }
        }
    }

    /** Everything but choices, powers and comparisons: the arguments lie on the stack. */
    static void operate(CodeBuilder code, Operator operator) {
        switch (operator) {
            case ADD -> code.dadd();
            case SUB -> code.dsub();
            case MUL -> code.dmul();
            case DIV -> code.ddiv();
            case REM -> code.drem();
            case NEG -> code.dneg();
            case SQRT -> math(code, "sqrt");
            case EXP -> math(code, "exp");
            case LN -> math(code, "log");
            case LOG10 -> math(code, "log10");
            case ABS -> math(code, "abs");
            case SIGN -> math(code, "signum");
            case FLOOR -> math(code, "floor");
            case CEIL -> math(code, "ceil");
            case SIN -> math(code, "sin");
            case COS -> math(code, "cos");
            case TAN -> math(code, "tan");
            case ASIN -> math(code, "asin");
            case ACOS -> math(code, "acos");
            case ATAN -> math(code, "atan");
            case SINH -> math(code, "sinh");
            case COSH -> math(code, "cosh");
            case TANH -> math(code, "tanh");
            case FACTORIAL -> code.invokestatic(ELEMENTARY, "factorial", UNARY);
            case ASINH -> code.invokestatic(ELEMENTARY, "asinh", UNARY);
            case ACOSH -> code.invokestatic(ELEMENTARY, "acosh", UNARY);
            case ATANH -> code.invokestatic(ELEMENTARY, "atanh", UNARY);
            case MIN -> code.invokestatic(MATH, "min", BINARY);
            case MAX -> code.invokestatic(MATH, "max", BINARY);
            case QUOTIENT -> code.invokestatic(ELEMENTARY, "quotient", BINARY);
            case XOR -> code.invokestatic(ELEMENTARY, "xor", BINARY);
            case POW, PIECEWISE, LT, LE, GT, GE, EQ, NE, AND, OR, NOT, RATE_OF, DELAY ->
                throw new IllegalStateException(operator + " is not a plain operation");
        }
    }

    private static void math(CodeBuilder code, String name) {
        code.invokestatic(MATH, name, UNARY);
    }

    /** Small constant exponents are multiplied out in the order of {@link Elementary#power}. */
    private void power(Node.Apply node) {
        if (!(graph.node(node.b()) instanceof Node.Constant(double exponent))) {
            value(node.a());
            value(node.b());
            code.invokestatic(ELEMENTARY, "power", BINARY);
            return;
        }
        value(node.a());
        power(code, exponent);
    }

    /** Raises what lies on the stack. */
    static void power(CodeBuilder code, double exponent) {
        int n = (int) exponent;
        boolean small = n == exponent && Math.abs(n) <= Elementary.MOST_MULTIPLIED;
        if (small && n == 0) {
            code.pop2().dconst_1();
        } else if (small) {
            multiply(code, Math.abs(n));
            if (n < 0) {
                int product = code.allocateLocal(TypeKind.DOUBLE);
                code.dstore(product).dconst_1().dload(product).ddiv();
            }
        } else if (exponent == 0.5) {
            math(code, "sqrt");
        } else {
            code.loadConstant(exponent).invokestatic(MATH, "pow", BINARY);
        }
    }

    private static void multiply(CodeBuilder code, int n) {
        int base = code.allocateLocal(TypeKind.DOUBLE);
        code.dup2().dstore(base);
        for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
            code.dup2().dmul();
            if ((n & bit) != 0) {
                code.dload(base).dmul();
            }
        }
    }

    private void choose(Node.Apply node) {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        jumpUnless(node.a(), otherwise);
        value(node.b());
        code.goto_(end).labelBinding(otherwise);
        value(node.c());
        code.labelBinding(end);
    }

    private void truth(Node.Apply node) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        jumpUnless(node, no);
        code.dconst_1().goto_(end).labelBinding(no).dconst_0().labelBinding(end);
    }

    private void jumpUnless(int node, Label target) {
        if (region.inline(node)) {
            jumpUnless((Node.Apply) graph.node(node), target);
        } else {
            load(node);
            code.dconst_0().dcmpl().ifeq(target);
        }
    }

    /** The comparison is chosen so that NaN makes every relation but "differs" false. */
    private void jumpUnless(Node.Apply node, Label target) {
        switch (node.operator()) {
            case LT -> compare(node).dcmpg().ifge(target);
            case LE -> compare(node).dcmpg().ifgt(target);
            case GT -> compare(node).dcmpl().ifle(target);
            case GE -> compare(node).dcmpl().iflt(target);
            case EQ -> compare(node).dcmpl().ifne(target);
            case NE -> compare(node).dcmpl().ifeq(target);
            case AND -> {
                jumpUnless(node.a(), target);
                jumpUnless(node.b(), target);
            }
            case OR -> {
                Label second = code.newLabel();
                Label yes = code.newLabel();
                jumpUnless(node.a(), second);
                code.goto_(yes).labelBinding(second);
                jumpUnless(node.b(), target);
                code.labelBinding(yes);
            }
            case NOT -> {
                Label no = code.newLabel();
                jumpUnless(node.a(), no);
                code.goto_(target).labelBinding(no);
            }
            default -> {
                apply(node);
                code.dconst_0().dcmpl().ifeq(target);
            }
        }
    }

    private CodeBuilder compare(Node.Apply node) {
        value(node.a());
        value(node.b());
        return code;
    }
}
