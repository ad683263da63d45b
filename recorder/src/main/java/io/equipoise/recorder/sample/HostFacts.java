package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.DomainList;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/**
 * What a trace's header says of the host it was recorded on.
 *
 * @param kernel null for a host that is not this machine
 * @param libvirt with the hypervisor: {@code libvirt 9.0.0, QEMU 7.2.22}
 * @param accelerator {@code tcg} or {@code kvm}, both when domains differ; null when no domain runs or neither is used
 */
public record HostFacts(
        HostShape shape,
        @Nullable String kernel,
        @Nullable String libvirt,
        @Nullable String accelerator) {

    /** Asks the host, and for the accelerator the running domains that are meant. */
    public static HostFacts of(LibvirtConnection connection, DomainGlob glob) {
        Connect connect = connection.connect();
        try {
            HostShape shape = new HostShape(connection.node().online().size(), memory(connection));
            String hypervisor = connect.getType() + " " + version(connect.getVersion());
            String libvirt = "libvirt " + version(connect.getLibVersion()) + ", " + hypervisor;
            boolean here = connect.getType().equals("QEMU")
                    && URI.create(connect.getURI()).getHost() == null;
            String kernel = here ? System.getProperty("os.version") : null;
            return new HostFacts(shape, kernel, libvirt, accelerator(connection, glob));
        } catch (LibvirtException e) {
            throw LibvirtFault.of("asking the host what it is", e);
        }
    }

    /** Whether the host is this machine. */
    boolean here() {
        return kernel != null;
    }

    /** The header of a recording that begins now and in which whatever acts on the host is unknown. */
    public TraceHeader recordingHeader(Duration interval) {
        return new TraceHeader(
                TraceHeader.Source.RECORDING,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                shape,
                interval.toMillis(),
                kernel,
                libvirt,
                accelerator,
                null,
                null,
                null,
                null,
                null);
    }

    /** The kernel's own total where it is shown: what libvirt adds up from NUMA nodes was seen to be less than half of it. */
    private static long memory(LibvirtConnection connection) throws LibvirtException {
        Long total = new HostReader(connection.node()).memory().totalKiB();
        return total != null ? total : connection.connect().nodeInfo().memory;
    }

    private static @Nullable String accelerator(LibvirtConnection connection, DomainGlob glob) {
        TreeSet<String> accelerators = new TreeSet<>();
        try (DomainList list = connection.domains(glob)) {
            for (DomainHandle domain : list.domains()) {
                switch (DomainXml.of(connection.connect(), domain.uuid()).type()) {
                    case "qemu" -> accelerators.add("tcg");
                    case "kvm" -> accelerators.add("kvm");
                    default -> {} // a driver without accelerators
                }
            }
        }
        return accelerators.isEmpty() ? null : String.join(", ", accelerators);
    }

    /** libvirt's numbers: 1,000,000 × major + 1,000 × minor + release. */
    private static String version(long number) {
        return number / 1_000_000 + "." + number / 1_000 % 1_000 + "." + number % 1_000;
    }
}
