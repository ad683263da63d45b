package io.equipoise.traces.imports;

import java.util.Arrays;
import java.util.Random;

/** Damages the bytes of a file: cuts, flipped bits, stretches repeated, taken out or mixed with another file, noise. */
public final class Damage {
    private final Random random;

    public Damage(long seed) {
        random = new Random(seed);
    }

    /** The bytes damaged in one of eight ways; the argument is left alone. */
    public byte[] of(byte[] whole) {
        int from = random.nextInt(whole.length);
        int to = from + random.nextInt(whole.length - from);
        return switch (random.nextInt(8)) {
            case 0, 1 -> flipped(whole, 1 + random.nextInt(8));
            case 2 -> Arrays.copyOf(whole, from);
            case 3 -> Arrays.copyOfRange(whole, from, whole.length);
            case 4 -> joined(Arrays.copyOf(whole, from), Arrays.copyOfRange(whole, to, whole.length));
            case 5 -> inserted(whole, from, repeated(Arrays.copyOfRange(whole, from, Math.min(to, from + 60))));
            case 6 -> inserted(whole, from, noise());
            default -> flipped(Arrays.copyOf(whole, from + 1), random.nextInt(3));
        };
    }

    private byte[] flipped(byte[] whole, int bits) {
        byte[] bytes = whole.clone();
        for (int i = 0; i < bits; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] repeated(byte[] stretch) {
        byte[] many = new byte[stretch.length * (1 + random.nextInt(300))];
        for (int i = 0; i < many.length; i++) {
            many[i] = stretch[i % stretch.length];
        }
        return many;
    }

    private byte[] noise() {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] inserted(byte[] whole, int at, byte[] bytes) {
        return joined(joined(Arrays.copyOf(whole, at), bytes), Arrays.copyOfRange(whole, at, whole.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
