package org.orrery.report;

import java.util.List;
import org.orrery.core.Answer;

/**
 * One of several courses side by side.
 *
 * @param title of the panel: "a pulse"
 * @param course off and on
 * @param shades when the intervention was in force
 */
public record CoursePanel(String title, Answer.Course course, List<Shade> shades) {
    public CoursePanel {
        shades = List.copyOf(shades);
    }
}
