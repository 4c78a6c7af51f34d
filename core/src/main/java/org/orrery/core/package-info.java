/** The words of the project: variables, worlds, interventions, questions, claims. */
@NullMarked
package org.orrery.core;

import org.jspecify.annotations.NullMarked;
