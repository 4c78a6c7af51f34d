package org.orrery.dynamics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.orrery.core.Address;
import org.orrery.core.Intervention;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.antimony.AntimonyReader;
import org.orrery.dynamics.sbml.SbmlReader;

/** One run of a small model, put together step by step; each step gives a new trial. */
public record Trial(Model model, Map<String, Double> inputs, List<Intervention> moves, Map<String, String> options,
        long seed) {

    public static Trial of(Model model) {
        return new Trial(model, Map.of(), List.of(), Map.of(), 1);
    }

    public static Trial antimony(String text) {
        return of(new MechanismModel(new Model.Source("test.ant", "0"), new AntimonyReader().read(text, "test.ant")));
    }

    /** A level 3 version 2 model around the content. */
    public static Trial sbml(String content) {
        return sbml(2, content);
    }

    /** Level 3 version 1, the last one that has fast reactions. */
    public static Trial sbmlVersion1(String content) {
        return sbml(1, content);
    }

    private static Trial sbml(int version, String content) {
        String text = "<sbml xmlns=\"http://www.sbml.org/sbml/level3/version%d/core\" level=\"3\" version=\"%d\">%s</sbml>"
                .formatted(version, version, content);
        return of(new MechanismModel(new Model.Source("test.xml", "0"),
                new SbmlReader().read(text.getBytes(StandardCharsets.UTF_8), "test.xml")));
    }

    public Trial set(String name, double value) {
        Map<String, Double> more = new TreeMap<>(inputs);
        more.put(name, value);
        return new Trial(model, more, moves, options, seed);
    }

    public Trial move(String... texts) {
        return new Trial(model, inputs, Arrays.stream(texts).map(Intervention::parse).toList(), options, seed);
    }

    public Trial option(String name, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(name, value);
        return new Trial(model, inputs, moves, more, seed);
    }

    public Trial tight() {
        return option("rtol", "1e-10");
    }

    public Trial seed(long chosen) {
        return new Trial(model, inputs, moves, options, chosen);
    }

    public Run run(World.Arming arming, String... readings) {
        return run(arming, List.of(), List.of(), readings);
    }

    public Run run(World.Arming arming, List<String> courses, List<Double> grid, String... readings) {
        List<String> names = inputs.keySet().stream().sorted().toList();
        Plan plan = new Plan(names, moves, Arrays.stream(readings).map(Quantity::parse).toList(),
                courses.stream().map(Address::of).toList(), grid, options);
        return model.prepare(plan)
                .run(new World(arming, names.stream().mapToDouble(inputs::get).toArray(), seed));
    }

    /** The readings with the moves in force. */
    public double[] readAll(String... readings) {
        return run(World.Arming.ON, readings).readings();
    }

    public double read(String reading) {
        return readAll(reading)[0];
    }
}
