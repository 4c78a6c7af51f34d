package org.orrery.core;

/**
 * How something was computed.
 *
 * @param name as said in the provenance of a claim: "Tsit5"
 * @param reference the publication, for the page; a {@code doi:10...} in it becomes a link there
 */
public record Method(String name, String reference) {}
