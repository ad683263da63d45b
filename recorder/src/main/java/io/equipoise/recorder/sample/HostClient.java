package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.Reboot;
import io.equipoise.recorder.libvirt.RebootWatch;
import java.util.List;

/** One connection to a host, with what reads from it and what listens on it. */
final class HostClient implements AutoCloseable {
    private final LibvirtConnection connection;
    private final Reader reader;
    private final RebootWatch reboots;

    /** An {@code InputException} says why there is no connection. */
    HostClient(SamplerOptions options) {
        this.connection = options.setStatsPeriod()
                ? LibvirtConnection.open(options.uri())
                : LibvirtConnection.openReadOnly(options.uri());
        this.reader = new Reader(connection, options.domains());
        this.reboots = new RebootWatch(connection);
    }

    LibvirtConnection connection() {
        return connection;
    }

    Reader reader() {
        return reader;
    }

    /** The reboots since the last call. */
    List<Reboot> reboots() {
        return reboots.get();
    }

    @Override
    public void close() {
        reboots.close();
        connection.close();
    }
}
