package org.orrery.dynamics.sbml;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Definitions;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Lambda;
import org.orrery.equation.MathMl;
import org.orrery.equation.Substitution;

/** Reads the mathematics of an element, MathML or the formulas of level 1, with the model's functions inlined. */
final class Mathematics {
    private final Level level;
    private final Draft draft;
    private final Definitions definitions = new Definitions();
    private final Infix.Options formulas;

    Mathematics(Element model, Level level, Draft draft) {
        this.level = level;
        this.draft = draft;
        for (Element element : model.listOf("listOfFunctionDefinitions")) {
            String id = level.id(element);
            if (level.allowsNoMath() && element.math().filter(math -> !math.all().isEmpty()).isEmpty()) {
                draft.remark("function " + id + ": has no mathematics; left out");
                continue;
            }
            if (!definitions.define(id, () -> lambda(element, id))) {
                throw element.invalid("function " + id + " is defined twice.", "Take one of the definitions out.");
            }
        }
        formulas = Infix.Options.LEVEL_1.declaring(level.isFirst() ? names(model)::contains : name -> false);
    }

    /** Where an element says nothing, though it must (null then only where the level allows it, with a remark). */
    @Nullable
    Expr of(Element owner, String what) {
        return of(owner, what, Map.of());
    }

    /**
     * The value that an element gives.
     *
     * @param what it is, for messages
     * @param locals names that mean something else here
     * @return null where it has none and need not have, which is remarked
     */
    @Nullable
    Expr of(Element owner, String what, Map<String, Expr> locals) {
        String formula = level.isFirst() ? owner.attribute("formula") : null;
        Element math = owner.math().filter(element -> !element.all().isEmpty() || !level.allowsNoMath()).orElse(null);
        if (formula == null && math == null) {
            if (level.allowsNoMath()) {
                draft.remark(what + ": has no mathematics; left out");
                return null;
            }
            throw owner.invalid("the " + what + " has no mathematics.", "Write it, or take the element out.");
        }
        Expr expression = math != null
                ? read(math, cursor -> MathMl.parse(cursor, definitions))
                : located(() -> owner, () -> Infix.parse(formula == null ? "" : formula, formulas));
        return locals.isEmpty() ? expression : new Substitution(locals).apply(expression);
    }

    /** Reads also those functions that nothing calls; what is wrong with one of them spoils nothing and is remarked. */
    void readFunctions() {
        draft.functions.addAll(definitions.sound((id, wrong) -> draft.remark(
                "function " + id + ": nothing calls it and it cannot be read; left out (" + message(wrong) + ")")));
    }

    private Lambda lambda(Element definition, String id) {
        Element math = definition.math().orElseThrow(
                () -> definition.invalid("function " + id + " has no mathematics.", "Write its <lambda>."));
        return read(math, cursor -> Definitions.closed(id, MathMl.parseLambda(cursor, definitions)));
    }

    private static <T> T read(Element math, Function<ElementCursor, T> reading) {
        ElementCursor cursor = new ElementCursor(math);
        return located(cursor::element, () -> reading.apply(cursor));
    }

    /** Puts the place that was reached before a message that has none yet. */
    private static <T> T located(Supplier<Element> reached, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidInput e) {
            throw isLocated(e, reached.get()) ? e : new InvalidInput(reached.get().where() + message(e), e.advice());
        } catch (Refusal e) {
            throw isLocated(e, reached.get()) ? e : new Refusal(reached.get().where() + message(e), e.advice());
        }
    }

    private static boolean isLocated(OrreryException e, Element owner) {
        return message(e).startsWith(owner.file() + ", line ");
    }

    private static String message(OrreryException e) {
        return String.valueOf(e.getMessage());
    }

    /** Everything that a level 1 file names: there {@code time} and {@code pi} are names like any other. */
    private static Set<String> names(Element model) {
        Set<String> names = new HashSet<>();
        for (String list : List.of("listOfCompartments", "listOfSpecies", "listOfParameters", "listOfReactions")) {
            for (Element element : model.listOf(list)) {
                names.add(element.attribute("name", ""));
                element.child("kineticLaw").ifPresent(
                        law -> law.listOf("listOfParameters").forEach(local -> names.add(local.attribute("name", ""))));
            }
        }
        return names;
    }
}
