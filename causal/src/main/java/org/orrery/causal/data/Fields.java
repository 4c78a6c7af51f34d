package org.orrery.causal.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.orrery.core.InvalidInput;

/** Goes through separated text field by field. Lines without any text are none. */
final class Fields {
    private static final int LONGEST = 1_000_000;
    private static final char[] SEPARATORS = {'\t', ';', ','};

    /** Who takes the fields. */
    interface Taker {
        void names(List<String> names, char separator);

        /** A field below the names, white space around it taken off; each row has one for each name. */
        void field(int row, int column, String text);

        void end(int rows);
    }

    private final Reader reader;
    private final String file;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder field = new StringBuilder();
    private final List<String> row = new ArrayList<>();
    private int filled;
    private int next;
    private int line = 1;

    Fields(Reader reader, String file) {
        this.reader = reader;
        this.file = file;
    }

    void each(Taker taker) throws IOException {
        char separator = separator();
        int first = row(separator);
        if (row.isEmpty()) {
            throw new InvalidInput(file + " is empty.", "Maybe the file was cut off.");
        }
        List<String> names = List.copyOf(row);
        if (names.stream().allMatch(name -> !Double.isNaN(Numerals.number(name, '.')))) {
            throw new InvalidInput(
                    file + ", line " + first + ": there are numbers where the names of the columns belong.",
                    "Maybe add a line of names.");
        }
        taker.names(names, separator);
        int rows = 0;
        for (int begun = row(separator); !row.isEmpty(); begun = row(separator)) {
            if (row.size() != names.size()) {
                throw new InvalidInput(file + ", line " + begun + ": " + row.size() + " fields, and there are "
                        + names.size() + " names.", "Maybe a field with a separator in it lacks its quotes.");
            }
            for (int column = 0; column < names.size(); column++) {
                taker.field(rows, column, row.get(column));
            }
            rows++;
        }
        taker.end(rows);
    }

    /** The one that stands most often in the first line outside quotes. */
    private char separator() throws IOException {
        fill();
        if (filled > 0 && buffer[0] == '\ufeff') {
            next = 1;
        }
        int begin = next;
        while (begin < filled && Character.isWhitespace(buffer[begin]) && buffer[begin] != '\t') {
            begin++;
        }
        char best = ',';
        int most = 0;
        for (char candidate : SEPARATORS) {
            int count = 0;
            boolean quoted = false;
            for (int i = begin; i < filled && (quoted || buffer[i] != '\n' && buffer[i] != '\r'); i++) {
                quoted ^= buffer[i] == '"';
                if (!quoted && buffer[i] == candidate) {
                    count++;
                }
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private void fill() throws IOException {
        next = 0;
        filled = 0;
        while (filled < buffer.length) {
            int more = reader.read(buffer, filled, buffer.length - filled);
            if (more < 0) {
                break;
            }
            filled += more;
        }
    }

    private int read() throws IOException {
        if (next == filled) {
            fill();
        }
        return filled == 0 ? -1 : buffer[next++];
    }

    private int peek() throws IOException {
        int c = read();
        if (c >= 0) {
            next--;
        }
        return c;
    }

    /** Reads the next row that holds text; none is left where it is empty. Returns the line on which it begins. */
    private int row(char separator) throws IOException {
        while (true) {
            int begun = line;
            row.clear();
            int c = read();
            if (c < 0) {
                return begun;
            }
            while (c >= 0 && c != '\n' && c != '\r') {
                if (c == separator) {
                    endField();
                } else if (c == '"' && field.toString().isBlank()) {
                    field.setLength(0);
                    quoted(begun);
                } else {
                    append((char) c, begun);
                }
                c = read();
            }
            endField();
            if (c == '\r' && peek() == '\n') {
                read();
            }
            line++;
            if (row.size() > 1 || !row.getFirst().isEmpty()) {
                return begun;
            }
        }
    }

    private void quoted(int begun) throws IOException {
        while (true) {
            int c = read();
            if (c < 0) {
                throw new InvalidInput(file + " ends inside the quotes of the row that begins on line " + begun + ".",
                        "Maybe the file was cut off.");
            }
            if (c == '"') {
                if (peek() != '"') {
                    return;
                }
                read();
            }
            if (c == '\n') {
                line++;
            }
            append((char) c, begun);
        }
    }

    private void append(char c, int begun) {
        if (field.length() == LONGEST) {
            throw new InvalidInput(file + ", line " + begun + ": a field of more than " + LONGEST + " characters.",
                    "Maybe a quote is never closed.");
        }
        field.append(c);
    }

    private void endField() {
        row.add(field.toString().strip());
        field.setLength(0);
    }
}
