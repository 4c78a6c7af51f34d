/**
 * SBML text to {@link org.orrery.dynamics.mechanism.Mechanism}. The door is
 * {@link org.orrery.dynamics.sbml.SbmlReader}.
 *
 * <p>The way of a file: {@link org.orrery.dynamics.sbml.xml.XmlTree} gives a tree of elements that know their lines;
 * {@link org.orrery.dynamics.sbml.comp.Composition} makes one flat model of a hierarchical one; then one reader for each
 * family of elements fills a {@code Draft}; the draft becomes a mechanism and is looked at by
 * {@link org.orrery.dynamics.mechanism.Validation}. Levels 1 to 3 differ in names and defaults only: {@code Level} knows
 * them. What a package or an element means and we do not understand is refused by name; what has no mathematical meaning
 * is left out with a remark.
 */
@NullMarked
package org.orrery.dynamics.sbml;

import org.jspecify.annotations.NullMarked;
