package io.equipoise.coordinator.guard;

/** KiB written as whole MiB. */
final class Mib {

    private Mib() {}

    static String of(long kib) {
        return Long.toString(Math.round(kib / 1024.0));
    }
}
