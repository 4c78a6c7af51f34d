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
import java.util.function.Consumer;

import org.orrery.core.InvalidInput;
import org.orrery.equation.ChunkWriter.Slots;
import org.orrery.equation.Region.Statement;
import org.orrery.equation.ValueGraph.Node;

/**
 * Makes expressions into bytecode: equal values are computed once, what depends on parameters alone is computed by
 * {@link Kernel#prepare}, and the rest is straight-line code in methods of about 4,000 bytes, in one hidden class or
 * several. The result has the same bits as {@link Interpreter}.
 * <p>
 * The array {@code out} must not be {@code y}, {@code p} or {@code w}.
 */
public final class KernelCompiler {
    /** So many chunks cannot fill a constant pool: each has fewer than 1,300 constants of two entries. */
    private static final int CHUNKS_PER_CLASS = 24;
    private static final ClassDesc GENERATED = ClassDesc.of(KernelCompiler.class.getPackageName() + ".GeneratedKernel");
    private static final ClassDesc DOUBLES = ConstantDescs.CD_double.arrayType();
    private static final MethodTypeDesc APPLY = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_double,
            DOUBLES, DOUBLES, DOUBLES, DOUBLES);
    private static final MethodTypeDesc PREPARE = MethodTypeDesc.of(ConstantDescs.CD_void, DOUBLES, DOUBLES);
    private static final MethodTypeDesc COUNT = MethodTypeDesc.of(ConstantDescs.CD_int);
    private static final int PUBLIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL;

    private final ValueGraph graph;
    private final int[] workspace;
    private int workspaceSize;

    private KernelCompiler(ValueGraph graph) {
        this.graph = graph;
        this.workspace = new int[graph.size()];
        Arrays.fill(workspace, -1);
    }

    /**
     * Compiles. Takes about 10 ms for a model of 10 states and less than 100 ms for one of 500 reactions.
     *
     * @throws InvalidInput for a symbol that the layout does not know, a {@code rateOf} or a {@code delay}
     */
    public static Kernel compile(Layout layout, List<Expr> outputs) {
        return compile(new ValueGraph(layout, outputs));
    }

    static Kernel compile(ValueGraph graph) {
        List<Kernel> parts = new KernelCompiler(graph).classFiles().stream().map(KernelCompiler::load).toList();
        return parts.size() == 1 ? parts.getFirst() : new KernelChain(parts);
    }

    /** The class files that make the kernel, to be called one after the other. */
    static List<byte[]> classFiles(Layout layout, List<Expr> outputs) {
        ValueGraph graph = new ValueGraph(layout, outputs);
        return new KernelCompiler(graph).classFiles();
    }

    private List<byte[]> classFiles() {
        int[] hoisted = hoisted();
        for (int node : hoisted) {
            workspace[node] = workspaceSize++;
        }
        boolean[] given = new boolean[graph.size()];
        for (int node : hoisted) {
            given[node] = true;
        }
        List<Chunk> chunks = new ArrayList<>();
        plan(new Region(graph, node -> false, hoisted, new int[0]), true, chunks);
        plan(new Region(graph, node -> given[node], new int[0], graph.outputs()), false, chunks);
        List<byte[]> files = new ArrayList<>();
        for (int from = 0; from < chunks.size(); from += CHUNKS_PER_CLASS) {
            files.add(classFile(chunks.subList(from, Math.min(chunks.size(), from + CHUNKS_PER_CLASS))));
        }
        return files.isEmpty() ? List.of(classFile(List.of())) : files;
    }

    private void plan(Region region, boolean prepare, List<Chunk> chunks) {
        for (int node : region.crossing()) {
            if (workspace[node] < 0) {
                workspace[node] = workspaceSize++;
            }
        }
        for (List<Statement> statements : region.chunks()) {
            chunks.add(new Chunk(region, statements, prepare));
        }
    }

    /**
     * The largest values that depend on parameters alone, in order: each is one load instead of at least an operation.
     * A bare change of sign is not worth a place.
     */
    private int[] hoisted() {
        int size = graph.size();
        boolean[] fixed = new boolean[size];
        boolean[] wanted = new boolean[size];
        for (int node = 0; node < size; node++) {
            fixed[node] = switch (graph.node(node)) {
                case Node.Constant constant -> true;
                case Node.Parameter parameter -> true;
                case Node.Time time -> false;
                case Node.State state -> false;
                case Node.Apply apply -> allFixed(apply, fixed);
            };
            if (graph.node(node) instanceof Node.Apply apply && !fixed[node]) {
                for (int i = 0; i < apply.arity(); i++) {
                    wanted[apply.argument(i)] |= fixed[apply.argument(i)];
                }
            }
        }
        for (int output : graph.outputs()) {
            wanted[output] |= fixed[output];
        }
        List<Integer> hoisted = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            if (wanted[node] && graph.node(node) instanceof Node.Apply apply && worthwhile(apply)) {
                hoisted.add(node);
            }
        }
        return hoisted.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean allFixed(Node.Apply apply, boolean[] fixed) {
        for (int i = 0; i < apply.arity(); i++) {
            if (!fixed[apply.argument(i)]) {
                return false;
            }
        }
        return true;
    }

    private boolean worthwhile(Node.Apply apply) {
        return apply.operator() != Operator.NEG || graph.node(apply.a()) instanceof Node.Apply;
    }

    private byte[] classFile(List<Chunk> chunks) {
        return ClassFile.of().build(GENERATED, type -> {
            type.withFlags(PUBLIC | ClassFile.ACC_SYNTHETIC);
            type.withInterfaceSymbols(ClassDesc.of(Kernel.class.getName()));
            method(type, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, code -> code.aload(0)
                    .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
            method(type, "workspaceSize", COUNT, code -> code.loadConstant(workspaceSize).ireturn());
            method(type, "outputs", COUNT, code -> code.loadConstant(graph.outputs().length).ireturn());
            method(type, "prepare", PREPARE,
                    code -> run(type, code, chunks.stream().filter(Chunk::prepare).toList(), Slots.PREPARE));
            method(type, "apply", APPLY,
                    code -> run(type, code, chunks.stream().filter(chunk -> !chunk.prepare()).toList(), Slots.APPLY));
        });
    }

    private static void method(ClassBuilder type, String name, MethodTypeDesc signature, Consumer<CodeBuilder> body) {
        int flags = name.equals(ConstantDescs.INIT_NAME) ? ClassFile.ACC_PUBLIC : PUBLIC;
        type.withMethodBody(name, signature, flags, body);
    }

    /** Writes one chunk in place, and more than one as static methods with a call each. */
    private void run(ClassBuilder type, CodeBuilder code, List<Chunk> chunks, Slots slots) {
        if (chunks.size() == 1) {
            write(chunks.getFirst(), slots, code);
            code.return_();
            return;
        }
        boolean prepare = slots == Slots.PREPARE;
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            String name = (prepare ? "prepare" : "apply") + i;
            type.withMethodBody(name, APPLY, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, body -> {
                write(chunk, Slots.CHUNK, body);
                body.return_();
            });
            if (prepare) {
                code.dconst_0().aload(slots.p()).aload(slots.p()).aload(slots.w()).aload(slots.w());
            } else {
                code.dload(slots.t()).aload(slots.y()).aload(slots.p()).aload(slots.w()).aload(slots.out());
            }
            code.invokestatic(GENERATED, name, APPLY);
        }
        code.return_();
    }

    private void write(Chunk chunk, Slots slots, CodeBuilder code) {
        new ChunkWriter(graph, chunk.region, workspace, slots, code).write(chunk.statements);
    }

    private static Kernel load(byte[] file) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(file, true);
            return (Kernel) lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException("generated code was not accepted", impossible);
        }
    }

    /** Statements that make one method. */
    private record Chunk(Region region, List<Statement> statements, boolean prepare) {}

    /** Kernels that fill the same arrays one after the other. */
    private record KernelChain(List<Kernel> parts) implements Kernel {
        @Override
        public int workspaceSize() {
            return parts.getFirst().workspaceSize();
        }

        @Override
        public int outputs() {
            return parts.getFirst().outputs();
        }

        @Override
        public void prepare(double[] p, double[] w) {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).prepare(p, w);
            }
        }

        @Override
        public void apply(double t, double[] y, double[] p, double[] w, double[] out) {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).apply(t, y, p, w, out);
            }
        }
    }
}
