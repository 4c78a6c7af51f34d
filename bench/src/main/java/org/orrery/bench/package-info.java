/** JMH benchmarks and side-by-side runs; not shipped. */
@NullMarked
package org.orrery.bench;

import org.jspecify.annotations.NullMarked;
