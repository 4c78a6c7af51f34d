package org.orrery.report;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Lab;

/**
 * What a door gives to a case.
 *
 * @param data folder of the user's data, null for the simulated or embedded ones
 * @param lab where the trials run
 * @param seed of all its claims
 * @param version of Orrery, for the provenance
 * @param command as typed, for the page's "how to reproduce"
 */
public record CaseSetting(@Nullable Path data, Lab lab, long seed, String version, String command) {}
