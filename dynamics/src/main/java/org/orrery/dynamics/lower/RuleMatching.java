package org.orrery.dynamics.lower;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which rule determines which variable, and which rules must be solved together. The first is a maximal matching (SBML
 * Level 3 Version 2, section 4.11.5, asks for one that leaves no rule over), the second are the strongly connected parts
 * of what then depends on what (Dulmage and Mendelsohn, Canadian Journal of Mathematics 10 (1958) 517).
 */
final class RuleMatching {
    private final List<List<String>> candidates;
    private final Map<String, Integer> ruleOf = new LinkedHashMap<>();
    private int unmatched = -1;

    /**
     * @param candidates of each rule: the variables that it names and may determine, the likeliest first
     * @param last variables to be taken where nothing else is left
     */
    RuleMatching(List<List<String>> candidates, Predicate<String> last) {
        this.candidates = candidates;
        for (Predicate<String> allowed : List.of(last.negate(), (Predicate<String>) _ -> true)) {
            unmatched = -1;
            for (int rule = 0; rule < candidates.size(); rule++) {
                if (!ruleOf.containsValue(rule) && !augment(rule, new HashSet<>(), allowed)) {
                    unmatched = rule;
                }
            }
        }
    }

    /** A rule that determines nothing, or -1. */
    int unmatched() {
        return unmatched;
    }

    /** Kuhn's augmenting path. */
    private boolean augment(int rule, Set<String> visited, Predicate<String> allowed) {
        for (String variable : candidates.get(rule)) {
            if (allowed.test(variable) && visited.add(variable)) {
                Integer holder = ruleOf.get(variable);
                if (holder == null || augment(holder, visited, allowed)) {
                    ruleOf.put(variable, rule);
                    return true;
                }
            }
        }
        return false;
    }

    /** The variable that each rule determines. */
    Map<Integer, String> variables() {
        Map<Integer, String> variables = new HashMap<>();
        ruleOf.forEach((variable, rule) -> variables.put(rule, variable));
        return variables;
    }

    /** The rules in groups that must be solved together: by Tarjan's algorithm. */
    List<List<Integer>> blocks() {
        Blocks blocks = new Blocks();
        for (int rule = 0; rule < candidates.size(); rule++) {
            if (blocks.index[rule] < 0) {
                blocks.visit(rule);
            }
        }
        return blocks.found;
    }

    private final class Blocks {
        final List<List<Integer>> found = new ArrayList<>();
        final int[] index = new int[candidates.size()];
        private final int[] low = new int[candidates.size()];
        private final boolean[] open = new boolean[candidates.size()];
        private final Deque<Integer> stack = new ArrayDeque<>();
        private int next;

        Blocks() {
            Arrays.fill(index, -1);
        }

        void visit(int rule) {
            index[rule] = next;
            low[rule] = next++;
            stack.push(rule);
            open[rule] = true;
            for (String variable : candidates.get(rule)) {
                Integer other = ruleOf.get(variable);
                if (other == null) {
                    continue;
                }
                if (index[other] < 0) {
                    visit(other);
                    low[rule] = Math.min(low[rule], low[other]);
                } else if (open[other]) {
                    low[rule] = Math.min(low[rule], index[other]);
                }
            }
            if (low[rule] == index[rule]) {
                List<Integer> block = new ArrayList<>();
                int member;
                do {
                    member = stack.pop();
                    open[member] = false;
                    block.add(member);
                } while (member != rule);
                block.sort(null);
                found.add(block);
            }
        }
    }
}
