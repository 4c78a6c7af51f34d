package org.orrery.network.surgery;

import java.lang.ref.Cleaner;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/** Sessions that are given back when nobody can use them any more. */
final class Keeper {
    private static final Cleaner CLEANER = Cleaner.create();

    private Keeper() {}

    /** @param owner whose end is the session's end; it must not be reachable from the session */
    static Session open(Object owner, OnnxModel model, RunSettings settings) {
        Session session = Session.open(model, settings);
        CLEANER.register(owner, session::close);
        return session;
    }
}
