package org.orrery.casebook.pulse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.orrery.casebook.EmbeddedMechanism;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.Window;
import org.orrery.dynamics.SbmlModelReader;

/** The three mechanisms: one that comes with the program, and two of BioModels that lie in the user's data. */
final class Studies {
    private static final double FOR_GOOD = Double.POSITIVE_INFINITY;

    private Studies() {}

    static Study sniffer() {
        return new Study("sniffer", "A response that adapts",
                "The signal drives the response directly, and a slow brake that takes the response away (an incoherent"
                        + " feed-forward loop). At rest the response does not depend on the signal at all, and this is the"
                        + " known answer that the study is held against.",
                EmbeddedMechanism.read(Studies.class, "sniffer.ant"), Map.of(), "response", "max", 100,
                new Exposure("a pulse of half a minute", List.of("S = 3 @ 10..10.5"), 10.5, new Window(10, 10.5)),
                new Exposure("over-expression for good", List.of("S = 3 @ 10.."), 150, new Window(10, FOR_GOOD)),
                List.of(new Arrow("direct", "the direct arrow (signal to response)", List.of("making[S] = baseline")),
                        new Arrow("slow", "the slow arrow (signal to brake)", List.of("braking[S] = baseline"))),
                null,
                "J. J. Tyson, K. C. Chen, B. Novak, Sniffers, buzzers, toggles and blinkers: dynamics of regulatory and"
                        + " signaling pathways in the cell, Current Opinion in Cell Biology 15 (2003) 221-231."
                        + " doi:10.1016/S0955-0674(03)00017-6");
    }

    /** The published models, from a folder with their files. */
    static List<Study> published(Path data) {
        return List.of(inhibitor(file(data, "BIOMD0000000173.xml")), ligand(file(data, "BIOMD0000000342.xml")));
    }

    private static Study inhibitor(Model model) {
        return new Study("inhibitor", "The TGF-beta receptor under its inhibitor",
                "BIOMD0000000173: TGF-beta has been on since the start and Smad2 shuttles to the nucleus, where it is"
                        + " counted in complex with Smad4. At 2,700 s the receptor inhibitor SB-431542 is given, for"
                        + " a quarter of an hour or for good. Untouched, it is never given.",
                model, Map.of("SB_0", 0.0, "SB_add", 0.0), "S24_n", "min", 7200,
                new Exposure("the inhibitor for 900 s", List.of("SB = 10000 @ 2700..3600"), 3600,
                        new Window(2700, 3600)),
                new Exposure("the inhibitor for good", List.of("SB = 10000 @ 2700.."), 7200,
                        new Window(2700, FOR_GOOD)),
                List.of(new Arrow("direct",
                        "the direct arrows (active receptor to the phosphorylation of Smad2, plain and"
                                + " GFP-tagged)",
                        List.of("reaction_4[R_act] = baseline @ 2700..", "reaction_14[R_act] = baseline @ 2700.."))),
                new Dial(false, Map.of("SB_0", 0.0, "SB_add", 10_000.0, "t_SB", 2700.0),
                        "the file's own dials (SB_add = 10000 from t_SB = 2700 on)"),
                "B. Schmierer, A. L. Tournier, P. A. Bates, C. S. Hill, Mathematical modeling identifies Smad"
                        + " nucleocytoplasmic shuttling as a dynamic signal-interpreting system, Proceedings of the National"
                        + " Academy of Sciences 105 (2008) 6608-6613. doi:10.1073/pnas.0710134105");
    }

    private static Study ligand(Model model) {
        return new Study("ligand", "TGF-beta in a pulse and for good",
                "BIOMD0000000342: cells that have seen no TGF-beta get 0.05 nM, washed out after five minutes or left."
                        + " What is read is all phosphorylated Smad2 in the nucleus. It feeds back: the more of"
                        + " it, the faster receptors that hold ligand are degraded.",
                model, Map.of("TGF_beta_ex", 0.0), "totalNuclearPSmad2", "max", 600,
                new Exposure("TGF-beta for five minutes", List.of("TGF_beta_ex += 0.05 @ 0", "TGF_beta_ex = 0 @ 5"), 45,
                        new Window(0, 5)),
                new Exposure("TGF-beta for good", List.of("TGF_beta_ex += 0.05 @ 0"), 600, new Window(0, FOR_GOOD)),
                List.of(new Arrow("direct", "the direct arrow (internalised receptor to the phosphorylation of Smad2)",
                        List.of("re18[LRC_endo] = baseline")),
                        new Arrow("slow", "the slow arrow (nuclear Smad2 to the degradation of receptors)",
                                List.of("re28[totalNuclearPSmad2] = baseline"))),
                new Dial(true,
                        Map.of("TGF_beta_ex", 0.05, "stimulation_type", 2.0, "single_pulse_duration", 5.0),
                        "the file's own event (stimulation_type = 2, washed out at single_pulse_duration = 5)"),
                "Z. Zi, Z. Feng, D. A. Chapnick, M. Dahl, D. Deng, E. Klipp, A. Moustakas, X. Liu, Quantitative analysis of"
                        + " transient and sustained transforming growth factor-beta signaling dynamics, Molecular Systems"
                        + " Biology 7 (2011) 492. doi:10.1038/msb.2011.22");
    }

    private static Model file(Path data, String name) {
        for (String folder : List.of(".", "biomodels", "sbml/biomodels")) {
            Path file = data.resolve(folder).resolve(name).normalize();
            if (Files.isRegularFile(file)) {
                return new SbmlModelReader().read(file);
            }
        }
        throw new InvalidInput("There is no " + name + " in '" + data + "', nor in its biomodels or sbml/biomodels.",
                "Maybe get it from BioModels, or leave --data out: then the built-in mechanism is told alone.");
    }
}
