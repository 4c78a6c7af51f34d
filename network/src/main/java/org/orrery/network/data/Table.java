package org.orrery.network.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.orrery.network.onnx.Tensor;

/**
 * Data as a file holds them.
 *
 * @param name of the file, for messages
 * @param form what kind of file it was
 * @param arrays by name, in the file's order; except in {@link Form#ARRAYS} the first axis of each counts the rows
 * @param told what was taken for granted while reading, empty where nothing was
 */
record Table(String name, Form form, Map<String, Tensor> arrays, String told) {
    /** The array of features of a libsvm file, and of the pixels of pictures: height, width, channels. */
    static final String FEATURES = "features";
    static final String LABEL = "label";

    enum Form {
        /** Named arrays. */
        ARRAYS,
        /** One array without a name. */
        ARRAY,
        /** Named columns, a number or a text a row. */
        COLUMNS,
        /** Features by number, and a label. */
        FEATURES,
        /** Pictures, and columns beside them. */
        PICTURES
    }

    Table {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }
}
