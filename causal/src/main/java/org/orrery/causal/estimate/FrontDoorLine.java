package org.orrery.causal.estimate;

import java.util.List;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Levels;
import org.orrery.core.Value;

/**
 * The front door with linear steps: what a unit of the treatment does to each mediator, times what the mediator does to the
 * outcome where the treatment is held, summed. The error counts both steps, by the delta method.
 */
final class FrontDoorLine {
    private final Sample sample;
    private final double[] x;
    private final double middle;
    private final double slope;
    private final double[] ofSlope;

    FrontDoorLine(Sample sample, List<String> mediators) {
        this.sample = sample;
        String treatment = sample.question.contrast().treatment();
        x = sample.table.numeric(treatment).values();
        middle = java.util.Arrays.stream(x).average().orElseThrow();
        Design m = sample.design(mediators);
        Design step = sample.design(List.of(treatment));
        List<String> both = new java.util.ArrayList<>(mediators);
        both.add(treatment);
        Ols second = Ols.fit(Encoder.of(sample.table, both).encode(sample.table), sample.y);
        double sum = 0;
        double[] influence = new double[x.length];
        for (int j = 0; j < m.width(); j++) {
            Ols first = Ols.fit(step, m.column(j));
            double a = first.coefficients()[1];
            double b = second.coefficients()[j + 1];
            sum += a * b;
            double[] unit = new double[m.width() + 2];
            unit[j + 1] = 1;
            double[] ofFirst = first.influence(new double[]{0, 1});
            double[] ofSecond = second.influence(unit);
            for (int i = 0; i < x.length; i++) {
                influence[i] += ofFirst[i] * b + a * ofSecond[i];
            }
        }
        slope = sum;
        ofSlope = influence;
    }

    Arm arm(Value value) {
        double from = Levels.number(value, sample.question.contrast().treatment()) - middle;
        Arm untouched = Arm.untouched(sample.y);
        double[] influence = untouched.influence().clone();
        for (int i = 0; i < x.length; i++) {
            influence[i] += from * ofSlope[i] - slope * (x[i] - middle) / x.length;
        }
        return new Arm(untouched.mean() + slope * from, influence);
    }
}
