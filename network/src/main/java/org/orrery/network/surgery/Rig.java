package org.orrery.network.surgery;

import java.util.List;
import java.util.Map;
import org.orrery.core.World;
import org.orrery.network.onnx.Tensor;

/** A model made ready for rows: rows in, exposed edges out. What comes out of a row does not depend on the others. */
sealed interface Rig permits WholeRig, CutRig {
    /** Rows that run at once; more do not make a row cheaper and take memory. */
    int MOST = 32;

    /** How rows are put together. */
    enum Batching {
        /** As many as are there. */
        TOGETHER,
        /** Each by itself, doubled. */
        DOUBLED,
        /** Each by itself: the model has no free axis of examples, or what is moved or read has none. */
        SINGLE
    }

    Batching batching();

    /** How the elements of one row of an exposed edge lie. */
    RowShape shape(String edge);

    /** A row with every slot at rest. */
    Row resting(World world);

    /** Runs rows, in batches where that changes nothing. */
    List<Got> run(List<Row> rows);

    /** What stands at the slots when all of them rest; other edges may be missing. */
    List<Got> untouched(List<World> worlds);

    /** What the first trial world gave untouched, in the smallest batch that there is. */
    Got tried();

    /** How the rows were put together, for people. */
    String told();

    /** What one row gave: the exposed edges, and which of their rows is meant. */
    record Got(Map<String, Tensor> edges, int row, int rows) {
        /** Some elements of this row of an edge. */
        double[] picked(String edge, RowShape shape, int[] indices) {
            Tensor tensor = RowShape.get(edges, edge);
            double[] values = new double[indices.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.real(shape.offset(indices[i], row, rows));
            }
            return values;
        }

        /** All elements of this row of an edge. */
        double[] values(String edge, RowShape shape) {
            return shape.row(RowShape.get(edges, edge), row, rows);
        }
    }
}
