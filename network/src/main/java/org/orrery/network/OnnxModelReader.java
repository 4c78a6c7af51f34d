package org.orrery.network;

import java.nio.file.Path;
import java.util.Locale;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;

/** Opens trained networks in ONNX. */
public final class OnnxModelReader implements ModelReader {
    private static final int NEWEST_FORMAT = 32;

    @Override
    public String format() {
        return "ONNX";
    }

    @Override
    public boolean accepts(Path file, String head) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        // Without the ending: field 1 is the version of the format, a small number, and a known field comes next.
        return name.endsWith(".onnx") || head.length() > 2 && head.charAt(0) == 8 && head.charAt(1) > 0
                && head.charAt(1) < NEWEST_FORMAT && "\u0012\u001a\"*2:BrD".indexOf(head.charAt(2)) >= 0;
    }

    @Override
    public Model read(Path file) {
        return NetworkModel.open(file);
    }
}
