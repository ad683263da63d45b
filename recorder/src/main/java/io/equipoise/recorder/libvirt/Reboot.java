package io.equipoise.recorder.libvirt;

/**
 * A domain that restarted inside its running QEMU.
 *
 * @param domain its name
 * @param utcMicros when libvirt said so, µs since the epoch
 */
public record Reboot(String domain, long utcMicros) {}
