/**
 * Conserved moieties: which weighted sums of amounts no reaction can change.
 *
 * <p>Door: {@link org.orrery.dynamics.moiety.Moieties}. Way of the data: a mechanism's {@code Stoichiometry} (exact
 * numbers), its rank ({@code Elimination}), the sums without negative weights ({@code SemiPositive}), a basis of the left
 * null space in which such sums come first, and a name for each ({@link org.orrery.dynamics.moiety.Moiety}).
 */
@NullMarked
package org.orrery.dynamics.moiety;

import org.jspecify.annotations.NullMarked;
