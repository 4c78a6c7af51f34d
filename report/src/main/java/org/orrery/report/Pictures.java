package org.orrery.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.report.Block.Picture;

/**
 * The pictures of a report, as Vega-Lite specifications with their data inline. Off is blue and dashed, on is orange, in
 * every picture. Each comes with a caption that says how to read it and a text of what it shows.
 */
public final class Pictures {
    private Pictures() {}

    /**
     * One variable over time, off and on: the median over the ensemble and its 95 % band, or plain lines without one.
     *
     * @param shades when interventions were in force, marked in grey; may be empty
     */
    public static Picture course(Answer.Course course, Axis time, Axis value, List<Shade> shades) {
        return new CoursePicture(course, time, value, shades).picture();
    }

    /** The same for several experiments, side by side on one scale, each with its title. */
    public static Picture courses(List<CoursePanel> panels, Axis time, Axis value) {
        return CoursePicture.sideBySide(
                panels.stream().map(panel -> new CoursePicture(panel.course(), time, value, panel.shades())).toList(),
                panels.stream().map(CoursePanel::title).toList());
    }

    /** Where the uncertainty comes from: the share of each source in the ensemble's variance. */
    public static Picture shares(List<Claim.Share> shares) {
        return SharesPicture.picture(shares);
    }

    /**
     * A value over two axes, side by side for each panel with one scale of colours: start and duration of a treatment, say.
     *
     * @param colour what the colours mean; its {@code logarithmic} is the same as {@link HeatMap.Colours#LOG10}
     */
    public static Picture heatMap(List<HeatMap> panels, Axis x, Axis y, Axis colour, HeatMap.Colours colours) {
        return new HeatMapPicture(panels, x, y, colour, colour.logarithmic() ? HeatMap.Colours.LOG10 : colours)
                .picture();
    }

    /** Estimates with their intervals, one below the other. */
    public static Picture intervals(List<Dot> dots, Axis value) {
        return IntervalPicture.picture(dots, value, null);
    }

    /** The same held against a value that is known from elsewhere. */
    public static Picture intervals(List<Dot> dots, Axis value, Reference reference) {
        return IntervalPicture.picture(dots, value, reference);
    }

    /**
     * Numbers as bars, one below the other.
     *
     * @param reference a line across them, null for none
     */
    public static Picture bars(List<Bar> bars, Axis value, @Nullable Reference reference) {
        return BarsPicture.picture(bars, value, reference);
    }

    /**
     * Lines and dots over one axis; the axis called {@code year} counts in whole numbers.
     *
     * @param reference a level that they are held against, null for none
     */
    public static Picture lines(List<Line> lines, Axis x, Axis y, @Nullable Reference reference) {
        return LinesPicture.picture(lines, x, y, reference);
    }

    /** How groups of cases lie on one axis, side by side; whether they overlap is seen at a glance. */
    public static Picture histograms(List<Sample> groups, Axis value) {
        return HistogramsPicture.picture(groups, value);
    }

    /**
     * How the members of an ensemble spread: a histogram with the estimate and its interval.
     *
     * @param values one a member; what is not finite is left out and said so
     * @param estimate as published
     * @param interval null for none
     */
    public static Picture members(double[] values, Axis value, double estimate, Claim.@Nullable Interval interval) {
        return new MembersPicture(values, value, estimate, interval).picture();
    }
}
