/** Where trials run and where every claim is kept. */
@NullMarked
package org.orrery.lab;

import org.jspecify.annotations.NullMarked;
