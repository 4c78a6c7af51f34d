package org.orrery.dynamics.logical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.World;

/** Random networks, written as files and computed beside by predicates that know nothing of expressions. */
class RandomNetworkTest {
    private record Condition(String text, Predicate<int[]> holds) {}

    /** One target: the second term excludes the first one. */
    private record Rule(int first, int second, int otherwise, Condition a, Condition b) {
        int of(int[] state) {
            return a.holds.test(state) ? first : b.holds.test(state) ? second : otherwise;
        }
    }

    private static final List<String> RELATIONS = List.of("geq", "gt", "leq", "lt", "eq", "neq");

    private final List<Rule> rules = new ArrayList<>();
    private int[] max = {};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
    void everyUpdateAndEveryAttractorIsThatOfTheTruthTable(int seed) {
        LogicalNetwork network = LogicalText.read(generate(new Random(seed)));
        Update update = new Update(network);
        Update.Worker worker = update.worker();
        int[] state = new int[max.length];
        int states = 0;
        Set<List<Integer>> fixed = new HashSet<>();
        Set<Set<List<Integer>>> cycles = new HashSet<>();
        do {
            int[] next = new int[max.length];
            worker.next(state, next);
            assertThat(next).as(Arrays.toString(state)).isEqualTo(table(state));
            states++;
            int[] late = state;
            for (int i = 0; i < 4096; i++) {
                late = table(late);
            }
            Set<List<Integer>> cycle = new HashSet<>();
            while (cycle.add(list(late))) {
                late = table(late);
            }
            if (cycle.size() == 1) {
                fixed.addAll(cycle);
            } else {
                cycles.add(cycle);
            }
        } while (update.count(state));
        byChance(update, seed);
        Attractors found = Objects.requireNonNull(Attractors.of(network));
        assertThat(found.states()).isEqualTo(states)
                .isEqualTo(Arrays.stream(max).map(m -> m + 1).reduce(1, (a, b) -> a * b));
        assertThat(found.fixed().stream().map(RandomNetworkTest::list)).containsExactlyInAnyOrderElementsOf(fixed);
        assertThat(found.cycles()).isEqualTo(cycles.stream().map(Set::size).sorted(Comparator.naturalOrder()).toList());
    }

    /** Each step takes one species to its level of the table, or finds nothing to change. */
    private void byChance(Update update, long seed) {
        Walk walk = new Walk(update, new Moves(List.of(), List.of(), World.Arming.OFF), false, new int[max.length],
                seed);
        for (int k = 1; k <= 200; k++) {
            int[] before = walk.state.clone();
            int[] aims = table(before);
            walk.advance();
            int changed = 0;
            for (int i = 0; i < before.length; i++) {
                if (walk.state[i] != before[i]) {
                    assertThat(walk.state[i]).isEqualTo(aims[i]);
                    changed++;
                }
            }
            assertThat(changed).isEqualTo(Arrays.equals(before, aims) ? 0 : 1);
        }
    }

    private int[] table(int[] state) {
        int[] next = state.clone();
        for (int i = 0; i < rules.size(); i++) {
            next[i] = rules.get(i).of(state);
        }
        return next;
    }

    private static List<Integer> list(int[] state) {
        return Arrays.stream(state).boxed().toList();
    }

    /** The last species has no transition where the seed says so. */
    private String generate(Random random) {
        max = random.ints(3 + random.nextInt(3), 1, 3).toArray();
        int driven = max.length - random.nextInt(2);
        List<String> species = new ArrayList<>();
        List<String> transitions = new ArrayList<>();
        for (int i = 0; i < max.length; i++) {
            species.add(LogicalText.one("s" + i, max[i], random.nextInt(max[i] + 1)));
        }
        for (int i = 0; i < driven; i++) {
            StringBuilder inputs = new StringBuilder();
            Rule rule = new Rule(random.nextInt(max[i] + 1), random.nextInt(max[i] + 1), random.nextInt(max[i] + 1),
                    condition(random, 3, "a" + i, inputs), condition(random, 2, "b" + i, inputs));
            rules.add(rule);
            transitions.add(LogicalText.transition("t" + i, inputs.toString(), LogicalText.output("s" + i),
                    LogicalText.term(rule.second, LogicalText.and(LogicalText.not(rule.a.text), rule.b.text))
                            + LogicalText.term(rule.first, rule.a.text),
                    rule.otherwise));
        }
        return LogicalText.document(LogicalText.species(species.toArray(String[]::new)),
                LogicalText.transitions(transitions.toArray(String[]::new)));
    }

    private Condition condition(Random random, int depth, String name, StringBuilder inputs) {
        if (depth == 0 || random.nextInt(4) == 0) {
            int place = random.nextInt(max.length);
            int level = random.nextInt(max[place] + 1);
            int relation = random.nextInt(RELATIONS.size());
            String other = LogicalText.cn(level);
            if (random.nextBoolean()) {
                String id = "i_" + name;
                inputs.append(LogicalText.input(id, "s" + place, level));
                other = "<ci>" + id + "</ci>";
            }
            return new Condition(LogicalText.compare(RELATIONS.get(relation), "s" + place, other), state -> {
                int now = state[place];
                return switch (relation) {
                    case 0 -> now >= level;
                    case 1 -> now > level;
                    case 2 -> now <= level;
                    case 3 -> now < level;
                    case 4 -> now == level;
                    default -> now != level;
                };
            });
        }
        Condition left = condition(random, depth - 1, name + "l", inputs);
        Condition right = condition(random, depth - 1, name + "r", inputs);
        return switch (random.nextInt(4)) {
            case 0 -> new Condition(LogicalText.and(left.text, right.text), left.holds.and(right.holds));
            case 1 -> new Condition(LogicalText.or(left.text, right.text), left.holds.or(right.holds));
            case 2 -> new Condition(LogicalText.not(left.text), left.holds.negate());
            default -> new Condition(LogicalText.join("xor", left.text, right.text),
                    state -> left.holds.test(state) ^ right.holds.test(state));
        };
    }
}
