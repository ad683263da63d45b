package io.equipoise.recorder.libvirt;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;

/**
 * The calls of libvirt's C library that org.libvirt 0.5.4 lacks, or for which it takes memory that only the garbage
 * collector gives back; by their own names and with their own results.
 */
interface MissingCalls extends Library {
    int virConnectGetAllDomainStats(ConnectionPointer connection, int groups, PointerByReference records, int flags);

    int virDomainListGetStats(Pointer[] domains, int groups, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    int virConnectListAllDomains(ConnectionPointer connection, PointerByReference domains, int flags);

    int virNodeGetCPUMap(
            ConnectionPointer connection, @Nullable PointerByReference map, @Nullable IntByReference online, int flags);

    int virNodeGetCPUStats(ConnectionPointer connection, int pcpu, @Nullable Pointer fields, Pointer count, int flags);

    int virNodeGetMemoryStats(
            ConnectionPointer connection, int cell, @Nullable Pointer fields, Pointer count, int flags);

    int virDomainSetMemoryStatsPeriod(DomainPointer domain, int seconds, int flags);

    int virDomainSetMemoryFlags(DomainPointer domain, NativeLong kib, int flags);

    int virDomainGetSchedulerParameters(DomainPointer domain, Pointer parameters, Pointer count);

    int virDomainGetVcpuPinInfo(DomainPointer domain, int vcpus, byte[] maps, int mapLength, int flags);

    int virDomainGetVcpus(DomainPointer domain, Pointer infos, int vcpus, byte[] maps, int mapLength);

    int virDomainGetInfo(DomainPointer domain, Pointer info);

    int virDomainMemoryStats(DomainPointer domain, Pointer stats, int count, int flags);
}
