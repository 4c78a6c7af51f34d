package org.orrery.equation;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.orrery.core.InvalidInput;
import org.orrery.equation.LanePlan.Kind;
import org.orrery.equation.ValueGraph.Node;

/**
 * Makes expressions into loops over lanes: the same value graph as {@link KernelCompiler}, one method a loop, arrays with
 * the rows' places written into the code. The JVM's own vectoriser makes vector instructions of the loops, which for
 * arithmetic have the same bits as scalar ones; functions such as exp are called for each lane in turn. The JVM's vector
 * library of such functions is left alone: its last bits differ from those of the same function before it is compiled,
 * so that results would depend on when that happens.
 */
public final class LaneCompiler {
    private static final int PADDING = 8;
    private static final int CALLS_PER_METHOD = 200;
    private static final int LOOPS_PER_CLASS = 400;
    private static final ClassDesc GENERATED = ClassDesc.of(LaneCompiler.class.getPackageName() + ".GeneratedLanes");
    private static final ClassDesc DOUBLES = ConstantDescs.CD_double.arrayType();
    private static final MethodTypeDesc LOOP = MethodTypeDesc.of(ConstantDescs.CD_void, DOUBLES, DOUBLES, DOUBLES,
            DOUBLES, DOUBLES, DOUBLES, ConstantDescs.CD_int, ConstantDescs.CD_int);
    private static final MethodTypeDesc COPY = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object,
            ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int, ConstantDescs.CD_int);
    private static final MethodTypeDesc FILL = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_double,
            DOUBLES, ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private final ValueGraph graph;
    private final LanePlan plan;
    private final LanePlaces places;
    private final List<List<Integer>> keptLoops;
    private final List<List<Integer>> movingLoops;
    private final int lanes;
    private final int stride;

    private LaneCompiler(ValueGraph graph, int[] own, int lanes) {
        this.graph = graph;
        this.lanes = lanes;
        stride = stride(lanes);
        plan = new LanePlan(graph, own);
        keptLoops = plan.loops(Kind.KEPT);
        movingLoops = plan.loops(Kind.MOVING);
        places = new LanePlaces(graph, plan, own, stride, keptLoops, movingLoops);
    }

    /** The distance of rows for so many lanes. */
    public static int stride(int lanes) {
        return lanes + PADDING;
    }

    /**
     * Compiles.
     *
     * @param own parameters that lanes have for themselves, in the order of their rows; all others are shared
     * @param lanes that fit into a row
     * @throws InvalidInput as {@link KernelCompiler#compile}
     */
    public static LaneKernel compile(Layout layout, List<String> own, List<Expr> outputs, int lanes) {
        int[] rowOf = new int[layout.parameters().size()];
        Arrays.fill(rowOf, -1);
        Map<String, Integer> index = layout.parameterIndex();
        for (int i = 0; i < own.size(); i++) {
            Integer parameter = index.get(own.get(i));
            if (parameter == null) {
                throw Uncomputable.symbol(own.get(i));
            }
            rowOf[parameter] = i;
        }
        LaneCompiler compiler = new LaneCompiler(new ValueGraph(layout, outputs), rowOf, lanes);
        return compiler.compile();
    }

    private LaneKernel compile() {
        List<LaneCode> prepare = parts(methods(keptLoops), List.of());
        List<LaneCode> apply = parts(methods(movingLoops), copies());
        return new CompiledLanes(lanes, stride, graph.outputs().length, places.rows(), places.keptRows(),
                plan.readsTime(), new SharedValues(graph, plan, places), prepare, apply);
    }

    private List<Consumer<CodeBuilder>> methods(List<List<Integer>> loops) {
        List<Consumer<CodeBuilder>> methods = new ArrayList<>();
        for (List<Integer> loop : loops) {
            methods.add(code -> new LaneWriter(graph, plan, places, code).write(loop));
        }
        return methods;
    }

    /** Outputs that no loop writes: inputs, shared values, and values wanted twice. */
    private List<Consumer<CodeBuilder>> copies() {
        int[] outputs = graph.outputs();
        List<Consumer<CodeBuilder>> steps = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            int node = outputs[i];
            int to = i * stride;
            if (!places.isWritten(node, i)) {
                steps.add(code -> copy(code, node, to));
            }
        }
        return steps;
    }

    private void copy(CodeBuilder code, int node, int to) {
        if (plan.kind(node) == Kind.SHARED) {
            if (graph.node(node) instanceof Node.Constant(double value)) {
                code.loadConstant(value);
            } else {
                code.aload(LaneWriter.S).loadConstant(places.slot(node)).daload();
            }
            code.aload(LaneWriter.OUT).loadConstant(to).iload(LaneWriter.FROM).iload(LaneWriter.N)
                    .invokestatic(ClassDesc.of(LaneMath.class.getName()), "fill", FILL);
        } else {
            LanePlaces.Row row = places.of(node);
            code.aload(row.array()).loadConstant(row.at()).aload(LaneWriter.OUT).loadConstant(to).iload(LaneWriter.N)
                    .invokestatic(ClassDesc.of("java.lang.System"), "arraycopy", COPY);
        }
    }

    private List<LaneCode> parts(List<Consumer<CodeBuilder>> loops, List<Consumer<CodeBuilder>> copies) {
        List<Consumer<CodeBuilder>> all = new ArrayList<>(loops);
        for (int from = 0; from < copies.size(); from += CALLS_PER_METHOD) {
            List<Consumer<CodeBuilder>> some = copies.subList(from, Math.min(copies.size(), from + CALLS_PER_METHOD));
            all.add(code -> {
                some.forEach(step -> step.accept(code));
                code.return_();
            });
        }
        List<LaneCode> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LOOPS_PER_CLASS) {
            parts.add(load(classFile(all.subList(from, Math.min(all.size(), from + LOOPS_PER_CLASS)))));
        }
        return parts;
    }

    private static byte[] classFile(List<Consumer<CodeBuilder>> methods) {
        return ClassFile.of().build(GENERATED, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
            type.withInterfaceSymbols(ClassDesc.of(LaneCode.class.getName()));
            type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC,
                    code -> code.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void).return_());
            for (int i = 0; i < methods.size(); i++) {
                Consumer<CodeBuilder> body = methods.get(i);
                type.withMethodBody("loop" + i, LOOP, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, body::accept);
            }
            dispatch(type, methods.size());
        });
    }

    private static void dispatch(ClassBuilder type, int methods) {
        type.withMethodBody("run", LOOP, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, code -> {
            for (int i = 0; i < methods; i++) {
                for (int array = 1; array <= 6; array++) {
                    code.aload(array);
                }
                code.iload(7).iload(8).invokestatic(GENERATED, "loop" + i, LOOP);
            }
            code.return_();
        });
    }

    private static LaneCode load(byte[] file) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(file, true);
            return (LaneCode) lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException("generated code was not accepted", impossible);
        }
    }
}
