package org.orrery.dynamics.lanes;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** Generated loops over lanes that carry out {@link LuStep}s. */
@FunctionalInterface
interface LuCode {
    /** Steps in the body of one loop: so many that it is still vectorised with the LoopUnrollLimit of the launcher. */
    int LOOP = 16;
    int LOOPS_PER_CLASS = 300;

    void run(double[] shift, double[] jacobian, double[] matrix, double[] right, double[] solution, int lanes);

    static List<LuCode> compile(List<LuStep> steps, int stride) {
        List<List<LuStep>> loops = new ArrayList<>();
        for (int from = 0; from < steps.size(); from += LOOP) {
            loops.add(steps.subList(from, Math.min(steps.size(), from + LOOP)));
        }
        List<LuCode> parts = new ArrayList<>();
        for (int from = 0; from < loops.size(); from += LOOPS_PER_CLASS) {
            parts.add(load(classFile(loops.subList(from, Math.min(loops.size(), from + LOOPS_PER_CLASS)), stride)));
        }
        return parts;
    }

    private static byte[] classFile(List<List<LuStep>> loops, int stride) {
        ClassDesc generated = ClassDesc.of(LuCode.class.getPackageName() + ".GeneratedLu");
        ClassDesc doubles = ConstantDescs.CD_double.arrayType();
        MethodTypeDesc signature = MethodTypeDesc.of(ConstantDescs.CD_void, doubles, doubles, doubles, doubles, doubles,
                ConstantDescs.CD_int);
        return ClassFile.of().build(generated, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
            type.withInterfaceSymbols(ClassDesc.of(LuCode.class.getName()));
            type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC,
                    code -> code.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void).return_());
            for (int i = 0; i < loops.size(); i++) {
                List<LuStep> loop = loops.get(i);
                type.withMethodBody("loop" + i, signature, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        code -> new LuWriter(code, stride).write(loop));
            }
            type.withMethodBody("run", signature, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, code -> {
                for (int i = 0; i < loops.size(); i++) {
                    code.aload(1).aload(2).aload(3).aload(4).aload(5).iload(6)
                            .invokestatic(generated, "loop" + i, signature);
                }
                code.return_();
            });
        });
    }

    private static LuCode load(byte[] file) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(file, true);
            return (LuCode) lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException("generated code was not accepted", impossible);
        }
    }
}
