package io.equipoise.traces;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An immutable set of pCPU numbers, written as a CPU list: {@code 0-3,8}; the empty set is the empty string. */
public final class CpuSet {
    /** The set without a member. */
    public static final CpuSet EMPTY = new CpuSet(new BitSet());

    private static final int HIGHEST = 65_535;

    private final BitSet cpus;
    private final int size;
    private final int first;

    private CpuSet(BitSet cpus) {
        this.cpus = cpus;
        this.size = cpus.cardinality();
        this.first = cpus.nextSetBit(0);
    }

    /** The set of exactly these pCPUs. */
    public static CpuSet of(int... cpus) {
        BitSet bits = new BitSet();
        for (int cpu : cpus) {
            bits.set(cpu);
        }
        return new CpuSet(bits);
    }

    /** All pCPUs from 0 to {@code count - 1}. */
    public static CpuSet firstOf(int count) {
        BitSet bits = new BitSet(count);
        bits.set(0, count);
        return new CpuSet(bits);
    }

    /** The set whose members are the set bits; the argument is copied. */
    public static CpuSet of(BitSet bits) {
        return new CpuSet((BitSet) bits.clone());
    }

    /** Reads a CPU list such as {@code 0-3,8}; an {@link InputException} names the part that is none. */
    public static CpuSet parse(String list) {
        BitSet bits = new BitSet();
        if (list.isBlank()) {
            return EMPTY;
        }
        for (String part : list.split(",", -1)) {
            int dash = part.indexOf('-');
            int first = number(list, dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : number(list, part.substring(dash + 1));
            if (last < first) {
                throw new InputException("CPU list '" + list + "': range '" + part + "' runs backwards");
            }
            bits.set(first, last + 1);
        }
        return new CpuSet(bits);
    }

    private static int number(String list, String digits) {
        try {
            int number = Integer.parseInt(digits.trim());
            if (number >= 0 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notAList(list, digits);
        }
        throw notAList(list, digits);
    }

    private static InputException notAList(String list, String part) {
        return new InputException("CPU list '" + list + "': '" + part + "' is no pCPU number; write for example 0-3,8");
    }

    public boolean contains(int cpu) {
        return cpus.get(cpu);
    }

    /** Whether all members of another set are in this one. */
    public boolean containsAll(CpuSet other) {
        return other.size == 1 ? contains(other.first) : intersect(other).equals(other);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The lowest member, or -1 of the empty set. */
    public int first() {
        return first;
    }

    /** The highest member, or -1 of the empty set. */
    public int last() {
        return cpus.length() - 1;
    }

    /** The members in ascending order. */
    public IntStream stream() {
        return cpus.stream();
    }

    /** The members that are in the other set too. */
    public CpuSet intersect(CpuSet other) {
        BitSet bits = (BitSet) cpus.clone();
        bits.and(other.cpus);
        return new CpuSet(bits);
    }

    /** The members of both. */
    public CpuSet union(CpuSet other) {
        BitSet bits = (BitSet) cpus.clone();
        bits.or(other.cpus);
        return new CpuSet(bits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof CpuSet set
                        && first == set.first
                        && size == set.size
                        && (size < 2 || cpus.equals(set.cpus)));
    }

    @Override
    public int hashCode() {
        return cpus.hashCode();
    }

    /** The CPU list. */
    @Override
    public String toString() {
        StringBuilder list = new StringBuilder();
        for (int first = cpus.nextSetBit(0); first >= 0; ) {
            int end = cpus.nextClearBit(first);
            list.append(list.isEmpty() ? "" : ",").append(first);
            if (end - first > 1) {
                list.append('-').append(end - 1);
            }
            first = cpus.nextSetBit(end);
        }
        return list.toString();
    }
}
