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
import org.orrery.equation.ValueGraph.Node;

/**
 * Writes one loop over lanes as the body of {@code static (t, y, p, s, w, out, from, n)}. What lanes share is loaded before
 * the loop; in its body all rows are loaded first and stored last, so that the JVM sees that no store meets a load.
 */
final class LaneWriter {
    static final int T = 0;
    static final int Y = 1;
    static final int P = 2;
    static final int S = 3;
    static final int W = 4;
    static final int OUT = 5;
    static final int FROM = 6;
    static final int N = 7;
    private static final int I = 8;

    private static final ClassDesc ELEMENTARY = ClassDesc.of(Elementary.class.getName());
    private static final ClassDesc LANE_MATH = ClassDesc.of(LaneMath.class.getName());
    private static final ClassDesc DOUBLES = ConstantDescs.CD_double.arrayType();
    private static final MethodTypeDesc BINARY = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double,
            ConstantDescs.CD_double);
    private static final MethodTypeDesc POWER = MethodTypeDesc.of(ConstantDescs.CD_void, DOUBLES, ConstantDescs.CD_int,
            ConstantDescs.CD_double, DOUBLES, ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private final ValueGraph graph;
    private final LanePlan plan;
    private final LanePlaces places;
    private final CodeBuilder code;
    private final Map<Integer, Integer> locals = new HashMap<>();

    LaneWriter(ValueGraph graph, LanePlan plan, LanePlaces places, CodeBuilder code) {
        this.graph = graph;
        this.plan = plan;
        this.places = places;
        this.code = code;
        code.allocateLocal(TypeKind.INT); // the counter, after the arguments
    }

    void write(List<Integer> loop) {
        if (loop.size() == 1 && plan.isSharedPower(loop.getFirst())) {
            power(loop.getFirst());
            return;
        }
        for (int node : loop) {
            forEachArgument(node, argument -> {
                if (plan.kind(argument) == LanePlan.Kind.SHARED && !isConstant(argument)) {
                    keep(argument, () -> loadShared(argument));
                }
            });
        }
        Label body = code.newLabel();
        Label test = code.newLabel();
        code.iload(FROM).istore(I).goto_(test).labelBinding(body);
        for (int node : loop) {
            forEachArgument(node, argument -> {
                if (!loop.contains(argument) && !isConstant(argument)) {
                    keep(argument, () -> places.of(argument).load(code, I));
                }
            });
        }
        for (int node : loop) {
            keep(node, () -> compute((Node.Apply) graph.node(node)));
        }
        for (int node : loop) {
            LanePlaces.Row row = places.storedAt(node);
            if (row != null) {
                row.store(code, I, locals.getOrDefault(node, -1));
            }
        }
        code.iinc(I, 1).labelBinding(test).iload(I).iload(N).if_icmplt(body).return_();
    }

    private void power(int node) {
        Node.Apply apply = (Node.Apply) graph.node(node);
        LanePlaces.Row from = places.of(apply.a());
        LanePlaces.Row to = places.of(node);
        code.aload(from.array()).loadConstant(from.at());
        loadShared(apply.b());
        code.aload(to.array()).loadConstant(to.at()).iload(FROM).iload(N).invokestatic(LANE_MATH, "power", POWER)
                .return_();
    }

    private void forEachArgument(int node, java.util.function.IntConsumer use) {
        Node.Apply apply = (Node.Apply) graph.node(node);
        for (int i = 0; i < apply.arity(); i++) {
            use.accept(apply.argument(i));
        }
    }

    private void keep(int node, Runnable push) {
        if (!locals.containsKey(node)) {
            push.run();
            int local = code.allocateLocal(TypeKind.DOUBLE);
            code.dstore(local);
            locals.put(node, local);
        }
    }

    private boolean isConstant(int node) {
        return graph.node(node) instanceof Node.Constant;
    }

    private void loadShared(int node) {
        if (graph.node(node) instanceof Node.Constant(double value)) {
            code.loadConstant(value);
        } else {
            code.aload(S).loadConstant(places.slot(node)).daload();
        }
    }

    private void push(int node) {
        if (graph.node(node) instanceof Node.Constant(double value)) {
            code.loadConstant(value);
        } else {
            code.dload(locals.getOrDefault(node, -1));
        }
    }

    private void compute(Node.Apply node) {
        switch (node.operator()) {
            case POW -> {
                push(node.a());
                if (graph.node(node.b()) instanceof Node.Constant(double exponent)) {
                    ChunkWriter.power(code, exponent);
                } else {
                    push(node.b());
                    code.invokestatic(ELEMENTARY, "power", BINARY);
                }
            }
            case PIECEWISE -> {
                push(node.a());
                code.dconst_0().dcmpl();
                choose(code::ifeq, () -> push(node.b()), () -> push(node.c()));
            }
            case LT -> truth(compare(node).dcmpg()::ifge);
            case LE -> truth(compare(node).dcmpg()::ifgt);
            case GT -> truth(compare(node).dcmpl()::ifle);
            case GE -> truth(compare(node).dcmpl()::iflt);
            case EQ -> truth(compare(node).dcmpl()::ifne);
            case NE -> truth(compare(node).dcmpl()::ifeq);
            case NOT -> {
                push(node.a());
                code.dconst_0().dcmpl();
                truth(code::ifne);
            }
            case AND, OR -> {
                boolean and = node.operator() == Operator.AND;
                truthOf(node.a());
                truthOf(node.b());
                if (and) {
                    code.iand();
                } else {
                    code.ior();
                }
                code.i2d();
            }
            default -> {
                for (int i = 0; i < node.arity(); i++) {
                    push(node.argument(i));
                }
                ChunkWriter.operate(code, node.operator());
            }
        }
    }

    private CodeBuilder compare(Node.Apply node) {
        push(node.a());
        push(node.b());
        return code;
    }

    private void truthOf(int node) {
        push(node);
        code.dconst_0().dcmpl();
        choose(code::ifeq, code::iconst_1, code::iconst_0);
    }

    private void truth(java.util.function.Consumer<Label> jumpIfFalse) {
        choose(jumpIfFalse, code::dconst_1, code::dconst_0);
    }

    private void choose(java.util.function.Consumer<Label> jumpIfFalse, Runnable yes, Runnable no) {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        jumpIfFalse.accept(otherwise);
        yes.run();
        code.goto_(end).labelBinding(otherwise);
        no.run();
        code.labelBinding(end);
    }
}
