/**
 * Do two networks that behave alike work alike? The door is {@link org.orrery.casebook.shortcut.ShortcutCase}.
 * <ol>
 * <li>A {@link org.orrery.casebook.shortcut.Study} is two networks and the films that both look at: written by hand and
 * simulated ({@link org.orrery.casebook.shortcut.Built}), or trained and real.
 * <li>{@link org.orrery.casebook.shortcut.Findings} finds what each leans on, and proves it by laying the
 * {@link org.orrery.casebook.shortcut.Marker} on films and erasing it.
 * <li>{@link org.orrery.casebook.shortcut.Story} tells it.
 * </ol>
 */
@NullMarked
package org.orrery.casebook.shortcut;

import org.jspecify.annotations.NullMarked;
