package org.orrery.core;

/** Reads the question language. */
final class QuestionParser {
    private final String text;

    QuestionParser(String text) {
        this.text = text;
    }

    Question question() {
        throw new InvalidInput("Cannot read: " + text, "");
    }
}
