package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;

/** Recurrent layers, one sequence after the other, one direction after the other. */
final class Recurrent {
    private Recurrent() {}

    static void into(Table table) {
        table.many("RNN", call -> run(call, 1, false));
        table.many("GRU", call -> run(call, 3, false));
        table.many("LSTM", call -> run(call, 4, true));
    }

    private static List<Array> run(Call call, int gates, boolean memory) {
        boolean batchFirst = call.flag("layout");
        Array x = batchFirst ? Shaping.transpose(call.in(0), 1, 0, 2) : call.in(0);
        int steps = x.length(0);
        int batch = x.length(1);
        int hidden = call.in(2).length(2);
        int ways = call.in(1).length(0);
        String direction = call.text("direction", "forward");
        if (ways != (direction.equals("bidirectional") ? 2 : 1) || call.in(1).length(1) != gates * hidden) {
            throw new IllegalArgumentException("its weights do not fit direction = " + direction);
        }
        double[] y = new double[Axes.size(steps, ways, batch, hidden)];
        double[] lastH = start(call, 5, batchFirst, Axes.size(ways, batch, hidden));
        double[] lastC = memory ? start(call, 6, batchFirst, lastH.length) : new double[0];
        for (int way = 0; way < ways; way++) {
            Cell cell = new Cell(call, way, x.length(2), hidden);
            boolean backward = direction.equals("reverse") || way == 1;
            for (int b = 0; b < batch; b++) {
                int length = call.has(4) ? call.in(4).ints()[b] : steps;
                int at = (way * batch + b) * hidden;
                double[] h = Arrays.copyOfRange(lastH, at, at + hidden);
                double[] c = memory ? Arrays.copyOfRange(lastC, at, at + hidden) : h;
                for (int k = 0; k < length; k++) {
                    int t = backward ? length - 1 - k : k;
                    int from = (t * batch + b) * x.length(2);
                    double[] in = Arrays.copyOfRange(x.reals(), from, from + x.length(2));
                    switch (gates) {
                        case 1 -> h = cell.plain(in, h);
                        case 3 -> h = cell.gated(in, h);
                        default -> {
                            double[][] both = cell.remembering(in, h, c);
                            h = both[0];
                            c = both[1];
                        }
                    }
                    System.arraycopy(h, 0, y, ((t * ways + way) * batch + b) * hidden, hidden);
                }
                System.arraycopy(h, 0, lastH, at, hidden);
                if (memory) {
                    System.arraycopy(c, 0, lastC, at, hidden);
                }
            }
        }
        Array all = Array.of(x.type(), new int[]{steps, ways, batch, hidden}, y);
        Array h = Array.of(x.type(), new int[]{ways, batch, hidden}, lastH);
        Array c = memory ? Array.of(x.type(), new int[]{ways, batch, hidden}, lastC) : h;
        return batchFirst
                ? List.of(Shaping.transpose(all, 2, 0, 1, 3), Shaping.transpose(h, 1, 0, 2),
                        Shaping.transpose(c, 1, 0, 2))
                : List.of(all, h, c);
    }

    private static double[] start(Call call, int input, boolean batchFirst, int size) {
        if (!call.has(input)) {
            return new double[size];
        }
        return (batchFirst ? Shaping.transpose(call.in(input), 1, 0, 2) : call.in(input)).reals().clone();
    }
}
