/**
 * Hierarchical models made flat (SBML Level 3 package comp, version 1). The door is
 * {@link org.orrery.dynamics.sbml.comp.Composition}.
 *
 * <p>The way of a document: {@code Library} knows the models of a file and of the files beside it; {@code Instance} is one
 * occurrence of a {@code Definition} in the tree of submodels; {@code Assembly} carries out deletions and replacements from
 * the innermost submodel outwards and notes a {@code Fate} for each element that they take away; {@code Scales} and
 * {@code MathRewriter} convert the mathematics that stays; {@code Flattener} writes one model of the elements that are left.
 * Elements keep the file and the line that they came from, so that whatever is wrong with the flat model is said of the
 * hierarchical one.
 *
 * <p>Source: L. P. Smith et al., SBML Level 3 Package: Hierarchical Model Composition, Version 1 Release 3, Journal of
 * Integrative Bioinformatics 12(2):268, 2015; "the specification" in the comments.
 */
@NullMarked
package org.orrery.dynamics.sbml.comp;

import org.jspecify.annotations.NullMarked;
