package org.orrery.causal.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.orrery.core.InvalidInput;

/** The first time through a file: which columns are numbers, which levels the others have, how many rows there are. */
final class Survey implements Fields.Taker {
    private static final int MOST_COLUMNS = 100_000;
    private static final long MOST_CELLS = 200_000_000;

    private final String file;
    private List<String> names = List.of();
    private boolean decimalComma;
    private Kind[] kinds = {};
    private int rows;

    Survey(String file) {
        this.file = file;
    }

    /** What a column can still be. */
    private static final class Kind {
        private boolean points = true;
        private boolean commas;
    }

    @Override
    public void names(List<String> given, char separator) {
        if (given.size() > MOST_COLUMNS) {
            throw new InvalidInput(file + " has " + given.size() + " columns, more than " + MOST_COLUMNS + ".",
                    "Maybe leave out those that no question names.");
        }
        Set<String> seen = new HashSet<>();
        for (String name : given) {
            if (name.isEmpty()) {
                throw new InvalidInput(file + ", line 1: column " + (seen.size() + 1) + " has no name.",
                        "Maybe it holds the names of the rows: name it, or leave it out.");
            }
            if (!seen.add(name)) {
                throw new InvalidInput(file + ", line 1: two columns are called '" + name + "'.", "Maybe rename one.");
            }
        }
        names = given;
        decimalComma = separator == ';';
        kinds = new Kind[given.size()];
        for (int column = 0; column < kinds.length; column++) {
            kinds[column] = new Kind();
            kinds[column].commas = decimalComma;
        }
    }

    @Override
    public void field(int row, int column, String text) {
        Kind kind = kinds[column];
        if (!kind.points && !kind.commas || Numerals.isMissing(text)) {
            return;
        }
        kind.points &= !Double.isNaN(Numerals.number(text, '.'));
        kind.commas &= decimalComma && !Double.isNaN(Numerals.number(text, ','));
    }

    @Override
    public void end(int count) {
        if (count == 0) {
            throw new InvalidInput(file + " has no row below its line of names.", "Maybe the file was cut off.");
        }
        if ((long) count * names.size() > MOST_CELLS) {
            throw new InvalidInput(file + " has " + count + " rows of " + names.size() + " columns, more than "
                    + MOST_CELLS + " values.", "Maybe leave out columns that no question names.");
        }
        rows = count;
    }

    Filling filling() {
        char[] points = new char[kinds.length];
        for (int column = 0; column < points.length; column++) {
            points[column] = kinds[column].points ? '.' : kinds[column].commas ? ',' : Filling.TEXT;
        }
        return new Filling(file, names, points, rows);
    }
}
