package io.equipoise.recorder.libvirt;

import com.sun.jna.Native;
import io.equipoise.traces.InputException;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.libvirt.jna.virError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The native library, loaded once: its calls, its errors, and the thread that serves its events. */
final class Virt {
    /** {@code VIR_DOMAIN_AFFECT_LIVE}: only the running domain changes. */
    static final int LIVE = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Virt.class);

    /** Errors reach us as results; without this, libvirt would also print them. Held here because JNA does not hold it. */
    private static final VirErrorCallback SILENT = (data, error) -> {};

    private static @Nullable MissingCalls calls;

    private Virt() {}

    /** Loads the library at first use; an {@link InputException} says how to get it where it is absent. */
    static synchronized MissingCalls calls() {
        if (calls == null) {
            calls = load();
        }
        return calls;
    }

    private static MissingCalls load() {
        try {
            MissingCalls loaded = Native.load("virt", MissingCalls.class);
            Connect.setErrorCallback(SILENT);
            // Before the first connection, or keepalive and events have nothing that serves them.
            Library.initEventLoop();
            Thread events = new Thread(Virt::serveEvents, "libvirt-events");
            events.setDaemon(true);
            events.start();
            return loaded;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new InputException(
                    "the libvirt library (libvirt.so.0) cannot be loaded; install it, on Debian and Ubuntu the package libvirt0",
                    e);
        } catch (LibvirtException e) {
            throw new InputException("the libvirt library cannot be started: " + e.getMessage(), e);
        }
    }

    private static void serveEvents() {
        try {
            Library.runEventLoop();
        } catch (LibvirtException | InterruptedException e) {
            LOG.warn("libvirt's events are served no more: {}", e.getMessage());
        }
    }

    /** Passes on a call's result; a negative one is thrown with what libvirt says of it. */
    static int check(String doing, int result) {
        if (result < 0) {
            throw fault(doing);
        }
        return result;
    }

    /** The error of this thread's newest call. */
    static LibvirtFault fault(String doing) {
        virError error = Libvirt.INSTANCE.virGetLastError();
        LibvirtFault fault = error == null
                ? new LibvirtFault(doing, "libvirt gives no reason", 0, 0)
                : new LibvirtFault(doing, error.message, error.code, error.domain);
        Libvirt.INSTANCE.virResetLastError();
        return fault;
    }
}
