/**
 * XML to a tree of elements that know their file and line. The door is {@link org.orrery.dynamics.sbml.xml.XmlTree}; the
 * bytes come from {@code ModelBytes}, within {@code Limits}.
 */
@NullMarked
package org.orrery.dynamics.sbml.xml;

import org.jspecify.annotations.NullMarked;
