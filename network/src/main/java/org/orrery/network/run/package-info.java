/**
 * Executes models on the unmodified ONNX Runtime. The door is {@link org.orrery.network.run.Session}; level of
 * optimisation, threads and provider are pinned by {@link org.orrery.network.run.RunSettings}, since results depend on them.
 */
@NullMarked
package org.orrery.network.run;

import org.jspecify.annotations.NullMarked;
