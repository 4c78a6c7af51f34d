package org.orrery.dynamics.lanes;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.dynamics.lanes.LuStep.Cell;

/** Writes one loop: each row it touches is loaded once, before all stores, and stored once if it was changed. */
final class LuWriter {
    private static final int LANES = 5;
    private static final int I = 6;

    private final CodeBuilder code;
    private final int stride;
    private final Map<Cell, Integer> locals = new HashMap<>();
    private final Map<Cell, Integer> changed = new LinkedHashMap<>();

    LuWriter(CodeBuilder code, int stride) {
        this.code = code;
        this.stride = stride;
        code.allocateLocal(TypeKind.INT);
    }

    void write(List<LuStep> steps) {
        Label body = code.newLabel();
        Label test = code.newLabel();
        code.iconst_0().istore(I).goto_(test).labelBinding(body);
        loads(steps);
        steps.forEach(this::step);
        changed.forEach((cell, local) -> {
            place(cell);
            code.dload(local).dastore();
        });
        code.iinc(I, 1).labelBinding(test).iload(I).iload(LANES).if_icmplt(body).return_();
    }

    private void loads(List<LuStep> steps) {
        Map<Cell, Boolean> written = new HashMap<>();
        for (LuStep step : steps) {
            switch (step) {
                case LuStep.Zero _ -> {
                }
                case LuStep.Copy(Cell _, Cell of) -> need(of, written);
                case LuStep.Negate(Cell _, Cell of) -> need(of, written);
                case LuStep.Invert(Cell _, Cell of) -> need(of, written);
                case LuStep.Add(Cell target, Cell more) -> {
                    need(target, written);
                    need(more, written);
                }
                case LuStep.Multiply(Cell target, Cell by) -> {
                    need(target, written);
                    need(by, written);
                }
                case LuStep.Subtract(Cell target, Cell a, Cell b) -> {
                    need(target, written);
                    need(a, written);
                    need(b, written);
                }
            }
            written.put(step.target(), true);
        }
    }

    private void need(Cell cell, Map<Cell, Boolean> written) {
        if (!written.containsKey(cell) && !locals.containsKey(cell)) {
            place(cell);
            code.daload().dstore(local(cell));
        }
    }

    private int local(Cell cell) {
        return locals.computeIfAbsent(cell, _ -> code.allocateLocal(TypeKind.DOUBLE));
    }

    private void place(Cell cell) {
        code.aload(cell.table().ordinal()).iload(I);
        if (cell.row() != 0) {
            code.loadConstant(cell.row() * stride).iadd();
        }
    }

    private void step(LuStep step) {
        switch (step) {
            case LuStep.Zero _ -> code.dconst_0();
            case LuStep.Copy(Cell _, Cell of) -> code.dload(local(of));
            case LuStep.Negate(Cell _, Cell of) -> code.dload(local(of)).dneg();
            case LuStep.Add(Cell target, Cell more) -> code.dload(local(target)).dload(local(more)).dadd();
            case LuStep.Multiply(Cell target, Cell by) -> code.dload(local(target)).dload(local(by)).dmul();
            case LuStep.Invert(Cell _, Cell of) -> code.dconst_1().dload(local(of)).ddiv();
            case LuStep.Subtract(Cell target, Cell a, Cell b) ->
                code.dload(local(target)).dload(local(a)).dload(local(b)).dmul().dsub();
        }
        int local = local(step.target());
        code.dstore(local);
        changed.put(step.target(), local);
    }
}
