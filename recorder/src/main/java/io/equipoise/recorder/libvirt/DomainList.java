package io.equipoise.recorder.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;

/** The running domains that are meant, in libvirt's own order; their handles end when this is closed. */
public final class DomainList implements AutoCloseable {
    private static final int ACTIVE = 1;

    private final List<DomainHandle> listed = new ArrayList<>();
    private final List<DomainHandle> domains = new ArrayList<>();

    DomainList(ConnectionPointer connection, DomainGlob glob, int mapLength) {
        PointerByReference answer = new PointerByReference();
        int count =
                Virt.check("listing the domains", Virt.calls().virConnectListAllDomains(connection, answer, ACTIVE));
        for (Pointer pointer : answer.getValue().getPointerArray(0, count)) {
            listed.add(new DomainHandle(new DomainPointer(pointer), mapLength));
        }
        Native.free(Pointer.nativeValue(answer.getValue()));
        for (DomainHandle domain : listed) {
            // One that ended since it was listed has no id any more.
            if (domain.id() >= 0 && glob.matches(domain.name())) {
                domains.add(domain);
            }
        }
    }

    public List<DomainHandle> domains() {
        return domains;
    }

    @Override
    public void close() {
        listed.forEach(DomainHandle::close);
    }
}
