package org.orrery.causal.graph;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.function.IntPredicate;

/**
 * A set of nodes by their numbers, immutable. Walk it with {@code for (int v = set.next(0); v >= 0; v = set.next(v + 1))}.
 */
public final class NodeSet {
    public static final NodeSet EMPTY = new NodeSet(new long[0]);

    /** Without zeros at the end, so that equal sets have equal words. */
    private final long[] words;

    private NodeSet(long[] words) {
        this.words = words;
    }

    private static NodeSet trimmed(long[] words) {
        int length = words.length;
        while (length > 0 && words[length - 1] == 0) {
            length--;
        }
        return length == 0 ? EMPTY : new NodeSet(length == words.length ? words : Arrays.copyOf(words, length));
    }

    public static NodeSet of(int... nodes) {
        int last = -1;
        for (int node : nodes) {
            last = Math.max(last, node);
        }
        long[] words = new long[(last >> 6) + 1];
        for (int node : nodes) {
            words[node >> 6] |= 1L << node;
        }
        return trimmed(words);
    }

    /** The nodes 0 to n - 1. */
    public static NodeSet upTo(int n) {
        long[] words = new long[(n + 63) >> 6];
        Arrays.fill(words, -1L);
        if ((n & 63) != 0) {
            words[words.length - 1] = (1L << n) - 1;
        }
        return trimmed(words);
    }

    public boolean contains(int node) {
        return node >> 6 < words.length && (words[node >> 6] >>> node & 1) != 0;
    }

    public NodeSet with(int node) {
        if (contains(node)) {
            return this;
        }
        long[] more = Arrays.copyOf(words, Math.max(words.length, (node >> 6) + 1));
        more[node >> 6] |= 1L << node;
        return new NodeSet(more);
    }

    public NodeSet without(int node) {
        if (!contains(node)) {
            return this;
        }
        long[] less = words.clone();
        less[node >> 6] &= ~(1L << node);
        return trimmed(less);
    }

    public NodeSet or(NodeSet other) {
        NodeSet longer = words.length >= other.words.length ? this : other;
        NodeSet shorter = longer == this ? other : this;
        if (shorter.words.length == 0) {
            return longer;
        }
        long[] all = longer.words.clone();
        for (int i = 0; i < shorter.words.length; i++) {
            all[i] |= shorter.words[i];
        }
        return new NodeSet(all);
    }

    public NodeSet and(NodeSet other) {
        long[] both = Arrays.copyOf(words, Math.min(words.length, other.words.length));
        for (int i = 0; i < both.length; i++) {
            both[i] &= other.words[i];
        }
        return trimmed(both);
    }

    public NodeSet minus(NodeSet other) {
        if (!intersects(other)) {
            return this;
        }
        long[] rest = words.clone();
        for (int i = 0; i < Math.min(words.length, other.words.length); i++) {
            rest[i] &= ~other.words[i];
        }
        return trimmed(rest);
    }

    /** Those for which the condition holds. */
    public NodeSet where(IntPredicate condition) {
        NodeSet kept = this;
        for (int v = next(0); v >= 0; v = next(v + 1)) {
            if (!condition.test(v)) {
                kept = kept.without(v);
            }
        }
        return kept;
    }

    public boolean intersects(NodeSet other) {
        for (int i = 0; i < Math.min(words.length, other.words.length); i++) {
            if ((words[i] & other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    public boolean containsAll(NodeSet other) {
        return other.minus(this).isEmpty();
    }

    public boolean isEmpty() {
        return words.length == 0;
    }

    public int size() {
        int size = 0;
        for (long word : words) {
            size += Long.bitCount(word);
        }
        return size;
    }

    /** The first node that is {@code from} or later, -1 where there is none. */
    public int next(int from) {
        int word = from >> 6;
        if (word >= words.length) {
            return -1;
        }
        long bits = words[word] & -1L << from;
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** In increasing order. */
    public int[] toArray() {
        int[] nodes = new int[size()];
        int count = 0;
        for (int v = next(0); v >= 0; v = next(v + 1)) {
            nodes[count++] = v;
        }
        return nodes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeSet that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (int v = next(0); v >= 0; v = next(v + 1)) {
            text.add(Integer.toString(v));
        }
        return text.toString();
    }
}
