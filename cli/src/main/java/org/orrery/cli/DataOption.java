package org.orrery.cli;

import org.jspecify.annotations.Nullable;
import org.orrery.core.Model;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The data that a model looks at. */
final class DataOption {
    private DataOption() {}

    static void addTo(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--with").paramLabel("DATA").type(String.class)
                .description(
                        "Data for the model to look at: .npz, .npy, .csv, .parquet, .libsvm, a picture, or a .zip or folder of"
                                + " pictures. E[...] and P(...) run over its rows; --set row=N asks about one.")
                .build());
    }

    /** Reads the model, with the data where some are given. */
    static Model read(ModelFile file, ParseResult given) {
        Model model = file.read();
        String data = given.matchedOptionValue("--with", (@Nullable String) null);
        return data == null ? model : model.with(ModelFile.path(data));
    }
}
