package org.orrery.dynamics.antimony;

/** A piece of a source, from an offset to just before another. */
record Span(Source source, int start, int end) {
    String text() {
        return source.text().substring(start, end);
    }

    /** Whether nothing is written there: {@code A.x = ;} takes back what was said before. */
    boolean isBlank() {
        return text().isBlank();
    }

    /** {@code model.ant, line 3, column 7: }. */
    String where() {
        return source.where(start);
    }
}
