/**
 * Claims as one HTML file that opens anywhere, without a network. The door is {@link org.orrery.report.HtmlReport}.
 *
 * <ol>
 * <li>A {@link org.orrery.report.Page} is what is to be said: sections of {@link org.orrery.report.Block}s.
 * {@link org.orrery.report.ClaimPage} makes one from an answer; a {@link org.orrery.report.Case} of the casebook tells
 * its own.</li>
 * <li>{@link org.orrery.report.Pictures} makes Vega-Lite pictures, each with a caption and a text for those who do not
 * see it.</li>
 * <li>{@link org.orrery.report.HtmlReport} writes the page. The same page gives the same bytes. Whatever came from a
 * file or a person is escaped, and a content security policy allows only the two scripts written here, by their
 * hash.</li>
 * </ol>
 *
 * A new study joins by listing a {@link org.orrery.report.Case} as a {@link java.util.ServiceLoader} service.
 */
@NullMarked
package org.orrery.report;

import org.jspecify.annotations.NullMarked;
