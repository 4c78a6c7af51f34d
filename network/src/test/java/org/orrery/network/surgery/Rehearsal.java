package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Address;
import org.orrery.core.Battery;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Question;
import org.orrery.core.Variable;
import org.orrery.network.data.Examples;
import org.orrery.network.data.Feed;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;
import org.orrery.network.tree.Ensembles;

/** A graph with examples, as a model that can be asked. */
record Rehearsal(Theatre theatre) implements Model {
    static Rehearsal of(OnnxModel model, Map<String, Tensor> examples) {
        return of(model, examples, Map.of());
    }

    /** @param files arrays by path and name */
    static Rehearsal of(OnnxModel model, Map<String, Tensor> examples, Map<String, Map<String, Tensor>> files) {
        Map<String, ValueType> types = types(model);
        return new Rehearsal(
                new Theatre(model, model, Ensembles.NONE, Places.of(model.graph(), types), examples(examples),
                        path -> {
                            Map<String, Tensor> arrays = files.get(path);
                            if (arrays == null) {
                                throw new InvalidInput("There is no file '" + path + "'.",
                                        "Maybe its name is another.");
                            }
                            return arrays;
                        }, RunSettings.USUAL));
    }

    private static Map<String, ValueType> types(OnnxModel model) {
        List<Value> all = new ArrayList<>();
        model.graph().nodes().forEach(node -> node.outputs().stream().filter(name -> !name.isEmpty())
                .forEach(name -> all.add(Value.untyped(name))));
        Map<String, ValueType> types = new LinkedHashMap<>();
        try (Session session = Session.open(model.with(model.graph().withOutputs(all)), RunSettings.USUAL)) {
            types.putAll(session.types());
        }
        model.graph().required().forEach(input -> types.put(input.name(), input.type()));
        model.graph().initializers().forEach((name, tensor) -> types.put(name, new ValueType.OfTensor(tensor.type(),
                java.util.Arrays.stream(tensor.shape()).<org.orrery.network.onnx.Dim>mapToObj(
                        org.orrery.network.onnx.Dim.Known::new).toList())));
        return types;
    }

    private static Examples examples(Map<String, Tensor> all) {
        return new Examples() {
            @Override
            public int size() {
                return (int) all.values().iterator().next().shape()[0];
            }

            @Override
            public Map<String, double[]> columns() {
                return Map.of();
            }

            @Override
            public String sha256() {
                return "0".repeat(64);
            }

            @Override
            public Map<String, Tensor> rows(int[] rows) {
                Map<String, Tensor> picked = new LinkedHashMap<>();
                all.forEach((name, tensor) -> picked.put(name, TensorRows.pick(tensor, rows)));
                return picked;
            }
        };
    }

    Claim ask(String question) {
        return ask(question, Map.of(), Ensemble.NONE);
    }

    Claim ask(String question, int row) {
        return ask(question, Map.of(Feed.ROW, (double) row), Ensemble.NONE);
    }

    /** Over all examples. */
    Claim askAll(String question) {
        double[][] draws = new double[theatre.size()][1];
        for (int i = 0; i < draws.length; i++) {
            draws[i][0] = i;
        }
        return ask(question, Map.of(),
                new Ensemble(List.of(Feed.ROW), List.of("the examples"), draws, ""));
    }

    private Claim ask(String question, Map<String, Double> settings, Ensemble ensemble) {
        return new Experiment(this, Question.parse(question), settings, ensemble, Map.of(), List.of(), List.of(), 1,
                "test").ask(Lab.SINGLE).claim();
    }

    @Override
    public Source source() {
        return new Source("rehearsal.onnx", "0".repeat(64));
    }

    @Override
    public String kind() {
        return "network";
    }

    @Override
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        variables.add(new Variable(Feed.ROW, "row", "input", List.of(), null, 0, true, false));
        theatre.places().layouts().keySet().forEach(name -> variables
                .add(new Variable(name, name, "tensor", List.of(), null, Double.NaN, false, true)));
        return variables;
    }

    @Override
    public List<String> summary() {
        return List.of();
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of();
    }

    @Override
    public Battery prepareAll(List<Plan> plans) {
        return NetworkBattery.of(theatre, plans);
    }

    @Override
    public int places(Address address, int selector) {
        return theatre.places().lengths(address, selector);
    }

    @Override
    public Machine prepare(Plan plan) {
        return NetworkMachine.of(theatre, plan);
    }
}
