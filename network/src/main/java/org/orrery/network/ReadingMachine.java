package org.orrery.network;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Address;
import org.orrery.core.Machine;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.network.data.Feed;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.place.Places;
import org.orrery.network.place.Reading;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/** A network that is run as it is, and read. */
final class ReadingMachine implements Machine {
    private final Session session;
    private final Feed feed;
    private final List<Reading> readings;
    private final List<Reading> courses;
    private final List<Integer> grid;

    ReadingMachine(OnnxModel model, Places places, Feed feed, Plan plan, RunSettings settings) {
        this.feed = feed;
        readings = plan.readings().stream().map(places::reading).toList();
        courses = plan.courses().stream().map(address -> course(places, address)).toList();
        grid = plan.grid().stream().map(Double::intValue).toList();
        session = Session.open(model.with(reading(model.graph())), settings);
    }

    private static Reading course(Places places, Address address) {
        return places.reading(new Quantity.Read(address));
    }

    /** The graph with what is read among its outputs, and nothing else. */
    private Graph reading(Graph graph) {
        Set<String> wanted = new LinkedHashSet<>();
        readings.forEach(reading -> wanted.addAll(reading.tensors()));
        courses.forEach(course -> wanted.addAll(course.tensors()));
        Set<String> made = new LinkedHashSet<>();
        graph.nodes().forEach(node -> made.addAll(node.outputs()));
        wanted.retainAll(made);
        Map<String, Value> typed = new HashMap<>();
        graph.outputs().forEach(output -> typed.put(output.name(), output));
        List<Value> outputs = wanted.isEmpty()
                ? graph.outputs().subList(0, 1)
                : wanted.stream().map(name -> typed.getOrDefault(name, Value.untyped(name))).toList();
        return graph.withOutputs(outputs);
    }

    @Override
    public Run run(World world) {
        Map<String, Tensor> inputs = feed.of(List.of(world));
        Map<String, Tensor> tensors = new HashMap<>(inputs);
        tensors.putAll(feed.columns(List.of(world)));
        List<Tensor> outputs = session.run(inputs);
        for (int i = 0; i < outputs.size(); i++) {
            tensors.put(session.outputs().get(i), outputs.get(i));
        }
        double[][] recorded = new double[courses.size()][];
        for (int course = 0; course < recorded.length; course++) {
            Reading reading = courses.get(course);
            recorded[course] = grid.stream().mapToDouble(position -> reading.at(position, tensors, 0)).toArray();
        }
        return new Run(readings.stream().mapToDouble(reading -> reading.of(tensors, 0)).toArray(), recorded, List.of(),
                List.of(), "one run of the network");
    }
}
