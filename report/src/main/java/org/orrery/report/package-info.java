/** Claims as self-contained pages in plain language. */
@NullMarked
package org.orrery.report;

import org.jspecify.annotations.NullMarked;
