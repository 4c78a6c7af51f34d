package org.orrery.dynamics.sbml;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import org.sbml.jsbml.SBMLReader;

/**
 * How long one file takes to read, in a fresh virtual machine and when warm, by us or by JSBML. Not a test: run it by hand
 * with the arguments {@code ours|jsbml FILE [repetitions]}.
 */
final class ReadingTime {
    private ReadingTime() {}

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Path file = Path.of(arguments[1]);
        boolean ours = arguments[0].equals("ours");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double cpu = 0;
        double[] millis = new double[arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1];
        for (int i = 0; i < millis.length; i++) {
            long cpuStart = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            int species = ours
                    ? new SbmlReader().read(file).species().size()
                    : new SBMLReader().readSBML(file.toFile()).getModel().getSpeciesCount();
            millis[i] = (System.nanoTime() - start) / 1e6;
            cpu = i == 0 ? (threads.getCurrentThreadCpuTime() - cpuStart) / 1e6 : cpu;
            if (species < 0) {
                throw new AssertionError("not reached");
            }
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf("%s %s first %.0f ms (of which processor %.0f ms), median of %d: %.2f ms%n", arguments[0],
                file.getFileName(), first, cpu,
                millis.length, millis[millis.length / 2]);
    }
}
