package org.orrery.casebook.climate;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orrery.casebook.DataClaim;
import org.orrery.casebook.Notebook;
import org.orrery.causal.data.Table;
import org.orrery.causal.estimate.collinear.Inflation;
import org.orrery.causal.estimate.collinear.OmittedVariable;
import org.orrery.causal.estimate.collinear.Standing;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Rung;
import org.orrery.report.CaseSetting;

/** Temperature on carbon dioxide, alone and beside each record of ocean heat; and what the graph says of ocean heat. */
final class Regressions {
    static final String UNIT = "K/ppm";
    /** Warm water warms the air, or the warm air warms the water: the verdict is the same. */
    private static final String UP = "co2 -> ocean_heat; ocean_heat -> temperature; co2 -> temperature";
    private static final String DOWN = "co2 -> temperature; temperature -> ocean_heat; co2 -> ocean_heat";

    /** What one record of ocean heat does. */
    record Beside(Record.Heat heat, double inflation, OmittedVariable omitted) {}

    private final Record record;
    private final CaseSetting setting;
    private final OmittedVariable.Coefficient alone;
    private final List<Beside> beside = new ArrayList<>();
    private final List<Standing> standings;

    Regressions(Record record, Notebook notebook, CaseSetting setting) {
        this.record = record;
        this.setting = setting;
        Table late = record.late();
        for (Record.Heat heat : record.heats()) {
            beside.add(new Beside(heat,
                    Inflation.of(late, List.of(Record.CO2, heat.column())).getFirst().factor(),
                    OmittedVariable.of(late, Record.TEMPERATURE, Record.CO2, List.of(), List.of(heat.column()))));
        }
        alone = beside.getFirst().omitted().shorter();
        standings = List.of(standing(UP), standing(DOWN));
        tell(notebook);
    }

    private static Standing standing(String arrows) {
        return Standing.of(GraphText.arrows(arrows, "the graph").graph(), "co2", "temperature", "ocean_heat",
                List.of());
    }

    private void tell(Notebook notebook) {
        notebook.tell(record.id() + "-alone",
                claim("slope of temperature on CO2, 1971-2023").value(alone.value(), UNIT).interval(interval(alone))
                        .assume("the years are independent beside CO2", Claim.State.UNTESTED)
                        .answered("Years with 1 ppm more CO2 were " + Numbers.round(alone.value(), 4)
                                + " K warmer (standard"
                                + " error " + Numbers.round(alone.standardError(), 2) + ")."));
        for (Beside each : beside) {
            String name = each.heat().label();
            notebook.tell(record.id() + "-inflation-" + each.heat().column(),
                    claim("variance inflation of CO2 by ocean heat (" + name + ")").value(each.inflation(), null)
                            .answered("Beside ocean heat (" + name + ") the variance of the slope of CO2 is inflated "
                                    + Numbers.round(each.inflation(), 3)
                                    + " times: the two can hardly be told apart."));
            notebook.tell(record.id() + "-with-" + each.heat().column(), withHeat(each));
        }
        Standing up = standings.getFirst();
        Standing down = standings.getLast();
        notebook.tell(record.id() + "-graph-up", refused(up, "where ocean heat warms the air"));
        notebook.tell(record.id() + "-graph-down", refused(down, "where the air warms the ocean"));
    }

    private Claim withHeat(Beside each) {
        OmittedVariable omitted = each.omitted();
        double scale = Math.abs(omitted.longer().value()) + Math.abs(omitted.bias());
        OmittedVariable.Share share = omitted.shares().getFirst();
        return claim("slope of temperature on CO2 beside ocean heat (" + each.heat().label() + "), 1971-2023")
                .value(omitted.longer().value(), UNIT).interval(interval(omitted.longer()))
                .check("the omitted-variable identity", Math.abs(omitted.gap()) <= 1e-12 * scale,
                        "leaving ocean heat out adds " + Numbers.round(share.delta(), 4) + " ZJ/ppm * "
                                + Numbers.round(share.gamma(), 3) + " K/ZJ = " + Numbers.round(omitted.bias(), 4)
                                + " K/ppm, missed by " + Numbers.round(Math.abs(omitted.gap()), 2))
                .assume("ocean heat may be held fixed while CO2 changes", Claim.State.FAILS)
                .answered("Beside ocean heat (" + each.heat().label() + ") the slope is "
                        + Numbers.round(omitted.longer().value(), 3) + " K/ppm, its standard error "
                        + Numbers.round(omitted.widening(), 2) + " times wider.");
    }

    private Claim refused(Standing standing, String where) {
        return new DataClaim("E[temperature] | do(co2), adjusted for ocean_heat, " + where, Rung.DO, record.source(),
                "role in the graph", setting).refused(standing.sentence(),
                        "A regression without it is licensed by a graph without common causes; the mechanism below needs none.");
    }

    private DataClaim claim(String question) {
        return new DataClaim(question, Rung.SEE, record.source(), "least squares", setting);
    }

    static Claim.Interval interval(OmittedVariable.Coefficient slope) {
        double wide = TDistribution.of(slope.freedom()).inverseCumulativeProbability(0.975) * slope.standardError();
        return new Claim.Interval(0.95, slope.value() - wide, slope.value() + wide, Claim.IntervalKind.ANALYTIC);
    }

    OmittedVariable.Coefficient alone() {
        return alone;
    }

    List<Beside> beside() {
        return beside;
    }

    List<Standing> standings() {
        return standings;
    }
}
