package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.LibvirtFault;

/** Tells a domain's own faults, which leave its values null, from the loss of the whole connection. */
final class Faults {
    private Faults() {}

    /** Why this domain's values are null; rethrows a fault that is not this domain's. */
    static String reason(LibvirtFault fault) {
        if (fault.connectionLost()) {
            throw fault;
        }
        return String.valueOf(fault.getMessage());
    }
}
