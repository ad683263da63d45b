package io.equipoise.recorder.libvirt;

import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;

/** An error that libvirt answered; the message is one line: what was being done, and what libvirt says. */
public final class LibvirtFault extends RuntimeException {
    private static final int NO_SUPPORT = 3;
    private static final int NO_DOMAIN = 42;
    private static final int FROM_RPC = 7;

    private final int code;
    private final int origin;

    /**
     * @param doing what was being done
     * @param code by libvirt's {@code virErrorNumber}
     * @param origin by libvirt's {@code virErrorDomain}
     */
    LibvirtFault(String doing, @Nullable String message, int code, int origin) {
        super(doing + ": " + oneLine(message));
        this.code = code;
        this.origin = origin;
    }

    /** What the binding threw. */
    @SuppressWarnings("EnumOrdinal") // the binding lists its constants in libvirt's own order
    public static LibvirtFault of(String doing, LibvirtException e) {
        return new LibvirtFault(
                doing,
                e.getMessage(),
                e.getError().getCode().ordinal(),
                e.getError().getDomain().ordinal());
    }

    /** Whether the connection itself is lost, so that no further call on it can succeed. */
    public boolean connectionLost() {
        return origin == FROM_RPC;
    }

    /** Whether the domain does not exist (any more). */
    public boolean noDomain() {
        return code == NO_DOMAIN;
    }

    /** Whether this kind of host cannot do it at all. */
    public boolean unsupported() {
        return code == NO_SUPPORT;
    }

    static String oneLine(@Nullable String message) {
        return message == null || message.isBlank()
                ? "libvirt gives no reason"
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
