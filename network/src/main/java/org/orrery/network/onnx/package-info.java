/**
 * An ONNX model as plain values. The door is {@link org.orrery.network.onnx.OnnxFile}, which reads and writes an
 * {@link org.orrery.network.onnx.OnnxModel}; what the records do not model is carried along unread and written back.
 * Source: the ONNX standard (onnx.proto, field numbers), IR versions 3 to 13.
 */
@NullMarked
package org.orrery.network.onnx;

import org.jspecify.annotations.NullMarked;
