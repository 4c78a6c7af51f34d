package org.orrery.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.orrery.core.Address;
import org.orrery.core.Intervention;
import org.orrery.core.Model;
import org.orrery.core.Quantity;
import org.orrery.core.Question;

/**
 * What a report draws: the variables that a question reads, and those that it moves where they have a course of their
 * own, from the start to the last time that the question names.
 */
record Picture(List<Address> courses, List<Double> grid) {
    /** Nothing is drawn. */
    static final Picture NONE = new Picture(List.of(), List.of());

    private static final int STEPS = 200;

    static Picture of(Question question, Model model) {
        Set<Address> courses = new LinkedHashSet<>();
        collect(question.quantity(), courses);
        question.moves().stream().map(Intervention::address).filter(address -> hasCourse(address, model))
                .forEach(courses::add);
        double end = DoubleStream
                .concat(DoubleStream.of(end(question.quantity())),
                        question.moves().stream().mapToDouble(move -> finite(move.window().to())))
                .max().orElse(0);
        if (!(end > 0) || courses.isEmpty()) {
            return NONE;
        }
        List<Double> grid = new ArrayList<>();
        for (int step = 0; step <= STEPS; step++) {
            grid.add(step == STEPS ? end : end * step / STEPS);
        }
        return new Picture(List.copyOf(courses), grid);
    }

    private static boolean hasCourse(Address address, Model model) {
        return model.variables().stream()
                .anyMatch(variable -> variable.name().equals(address.name()) && variable.kind().equals("species"));
    }

    private static void collect(Quantity quantity, Set<Address> found) {
        switch (quantity) {
            case Quantity.Num _ -> {
            }
            case Quantity.Read read -> found.add(read.address());
            case Quantity.At at -> collect(at.of(), found);
            case Quantity.Over over -> collect(over.of(), found);
            case Quantity.Steady steady -> collect(steady.of(), found);
            case Quantity.Sensitivity sensitivity -> collect(sensitivity.of(), found);
            case Quantity.Expectation expectation -> collect(expectation.of(), found);
            case Quantity.Probability probability -> probability.all().forEach(each -> {
                collect(each.left(), found);
                collect(each.right(), found);
            });
            case Quantity.Binary binary -> {
                collect(binary.left(), found);
                collect(binary.right(), found);
            }
            case Quantity.Apply apply -> collect(apply.of(), found);
        }
    }

    private static double end(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Num _,Quantity.Read _ -> 0;
            case Quantity.At at -> Math.max(at.time(), end(at.of()));
            case Quantity.Over over -> Math.max(finite(over.window().to()), end(over.of()));
            case Quantity.Steady _ -> 0;
            case Quantity.Sensitivity sensitivity -> end(sensitivity.of());
            case Quantity.Expectation expectation -> end(expectation.of());
            case Quantity.Probability probability -> probability.all().stream()
                    .mapToDouble(each -> Math.max(end(each.left()), end(each.right()))).max().orElse(0);
            case Quantity.Binary binary -> Math.max(end(binary.left()), end(binary.right()));
            case Quantity.Apply apply -> end(apply.of());
        };
    }

    private static double finite(double time) {
        return Double.isInfinite(time) ? 0 : time;
    }
}
