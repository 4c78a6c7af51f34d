/**
 * Where things are in a network: which axis of a tensor counts the examples, which the positions of a sequence, and which
 * elements an address selects. The door is {@link org.orrery.network.place.Places}: it knows every tensor's
 * {@link org.orrery.network.place.Layout} and resolves an address to a {@link org.orrery.network.place.Place} or, where
 * something is to be read, to a {@link org.orrery.network.place.Reading}.
 */
@NullMarked
package org.orrery.network.place;

import org.jspecify.annotations.NullMarked;
