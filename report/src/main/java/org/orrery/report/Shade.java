package org.orrery.report;

import org.orrery.core.Window;

/**
 * A stretch of time marked in a picture: when an intervention was in force.
 *
 * @param label what was done
 * @param window when
 */
public record Shade(String label, Window window) {}
