/**
 * Tables in files that need a library to be read. The door is {@link org.orrery.table.ParquetFile}, which gives
 * {@link org.orrery.table.Column}s.
 */
@NullMarked
package org.orrery.table;

import org.jspecify.annotations.NullMarked;
