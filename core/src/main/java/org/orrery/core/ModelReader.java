package org.orrery.core;

import java.nio.file.Path;

/** Opens one kind of file. New machines join by listing a reader as a {@link java.util.ServiceLoader} service. */
public interface ModelReader {
    /** The formats it reads, for people: "SBML", "Antimony". */
    String format();

    /**
     * Whether the file looks like this reader's.
     *
     * @param file its path
     * @param head its first bytes as Latin-1 text, up to 4,096
     */
    boolean accepts(Path file, String head);

    /**
     * Reads the whole model or nothing.
     *
     * @throws InvalidInput if the file is broken, with the line
     * @throws Refusal if it uses something that is not supported, by name
     */
    Model read(Path file);
}
