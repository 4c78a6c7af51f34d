package org.orrery.network.data;

import java.util.List;
import java.util.Map;
import org.orrery.core.Claim;
import org.orrery.network.onnx.Tensor;

/** Rows of data, made ready for a network's inputs. Safe for use by many threads at once. */
public interface Examples {
    /** How many rows there are, at least 1. */
    int size();

    /**
     * What the network's inputs are for some rows.
     *
     * @param rows numbers of rows, counted from 0
     * @return every required input by name, the rows one after another along its axis of examples
     */
    Map<String, Tensor> rows(int[] rows);

    /** Columns that are no input of the network: a label, say. One number a row. */
    Map<String, double[]> columns();

    /** Of the bytes of the data, in hexadecimal. */
    String sha256();

    /** What was taken for granted when the data were fitted to the inputs. */
    default List<Claim.Assumption> assumptions() {
        return List.of();
    }
}
