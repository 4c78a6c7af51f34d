package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.OnnxModel;

/**
 * Derivatives as models. What comes out computes all that the model computed, and derivatives as further outputs; it is a
 * plain model of operator set 18 or later, which may be run, cut, moved or differentiated again.
 *
 * <p>Any edge may be differentiated by any other of real numbers: inputs, parameters, edges inside. Where an operator has a
 * kink, the derivative is the one that PyTorch takes: 0 for Relu and Abs at 0; 1 for Clip at its bounds; the slope below for
 * LeakyRelu, PRelu and Elu at 0; equal shares among equals for Max, Min, ReduceMax and ReduceMin; all of it to the first of
 * equals for the pooling operators and to the one taken for TopK. Operators that are constant but for jumps (Floor, Round, Sign,
 * comparisons, ArgMax, casts to whole numbers) have the derivative 0. In a pass of training, what is random is held.
 *
 * <p>Numbers: what the model computed comes out with the same bits where the runtime may not rewrite graphs, and within
 * rounding where it may. The exception are operators on the way of a derivative that are written out in plain ones (recurrent
 * layers, attention, what the runtime fused), and so rounded in another order. The length of the sequence of a recurrent layer
 * must be known: fix it in the model's input. For each operator on inputs of ordinary size, derivatives in float32 agree with
 * those in float64 to 1e-5 of the norm of the gradient. Which operators have one: docs/differentiable.md.
 */
public final class Gradients {
    private Gradients() {}

    /** The name of the derivative of the sum of an edge by another: {@code d(logits)/d(image)}. */
    public static String gradient(String of, String by) {
        return "d(" + of + ")/d(" + by + ")";
    }

    /** The name of the input for a cotangent: weights of the elements of an edge. */
    public static String cotangent(String of) {
        return "cotangent(" + of + ")";
    }

    /** The name of a tangent: a direction at an input, the change along it at an output. */
    public static String tangent(String edge) {
        return "tangent(" + edge + ")";
    }

    /**
     * Adds the gradient of the sum of all elements of {@code of}: an output {@link #gradient} for each of {@code by}, in its
     * shape. Examples of a batch do not mix unless the model mixes them, so the gradient of each stands at its place. Where
     * {@code of} does not depend on one of {@code by}, its gradient is zeros.
     *
     * @throws InvalidInput if an edge is not there, or {@code of} depends on none of {@code by}
     * @throws Refusal if an operator between them cannot be differentiated, by name
     */
    public static OnnxModel reverse(OnnxModel model, String of, Collection<String> by) {
        Derivation derivation = new Derivation(model, List.of(of), by);
        return derivation.reverse(of, by, Form.full(derivation.to(), 1, of));
    }

    /**
     * The same for a weighted sum, whose weights are a further input {@link #cotangent} in the shape of {@code of}: what the
     * transposed Jacobian makes of it.
     *
     * @throws InvalidInput if an edge is not there, or {@code of} depends on none of {@code by}
     * @throws Refusal if an operator between them cannot be differentiated, by name
     */
    public static OnnxModel pullback(OnnxModel model, String of, Collection<String> by) {
        Derivation derivation = new Derivation(model, List.of(of), by);
        return derivation.reverse(of, by, derivation.input(cotangent(of), of));
    }

    /**
     * Adds the change of {@code of} along a direction: inputs {@link #tangent} in the shapes of {@code by}, one output
     * {@link #tangent} in the shape of {@code of}, the product of the Jacobian with the direction.
     *
     * <p>Method: the reverse graph is linear in its cotangent; its transpose, by the same rules, is the forward graph
     * (Christianson 1992, Automatic Hessians by reverse accumulation). Costs about as much as the model itself, since what
     * only the cotangent needed is cut away.
     *
     * @throws InvalidInput if an edge is not there, or {@code of} depends on none of {@code by}
     * @throws Refusal if an operator between them cannot be differentiated, by name
     */
    public static OnnxModel forward(OnnxModel model, String of, Collection<String> by) {
        Derivation there = new Derivation(model, List.of(of), by);
        String seed = Form.full(there.to(), 0, of);
        Map<String, String> transposed = new LinkedHashMap<>();
        OnnxModel reverse = there.reverse(of, by, seed);
        for (String edge : by) {
            transposed.put(gradient(of, edge), edge);
        }
        Derivation back = new Derivation(reverse, new ArrayList<>(transposed.keySet()), Set.of(seed));
        Map<String, String> seeds = new LinkedHashMap<>();
        transposed.forEach((edge, like) -> seeds.put(edge, back.input(tangent(like), edge)));
        return back.forward(seeds, seed, tangent(of), model.graph().outputs());
    }
}
