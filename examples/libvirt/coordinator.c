/*
 * A vCPU scheduler and memory coordinator as courses have them written: a program of its own that talks to libvirt. Every
 * so often it pins as many vCPUs to each pCPU, or keeps the unused memory of every guest between 100 and 200 MiB.
 *
 *     cc -O2 -o coordinator examples/libvirt/coordinator.c $(pkg-config --cflags --libs libvirt)
 *     ./equipoise trial cpu-1 --out trial -- ./coordinator 1 2
 *     ./equipoise trial memory-1 --out trial -- ./coordinator 1 0
 *
 * The first argument is the time between two looks in seconds, the second the number of pCPUs to place on; 0 for memory.
 */
#include <libvirt/libvirt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_PCPUS 1024
#define LEAST_UNUSED_KIB (100 * 1024)
#define MOST_UNUSED_KIB (200 * 1024)
#define STEP_KIB (50 * 1024)
#define LEAST_KIB (256 * 1024)

static volatile sig_atomic_t ended;

static void end(int signal) {
    (void)signal;
    ended = 1;
}

/* The pCPU that vCPU 0 is pinned to, or -1 when it may run on several. */
static int pinned(virDomainPtr domain, int pcpus) {
    virVcpuInfo vcpu;
    unsigned char map[VIR_CPU_MAPLEN(MOST_PCPUS)] = {0};
    int found = -1;
    if (virDomainGetVcpus(domain, &vcpu, 1, map, VIR_CPU_MAPLEN(pcpus)) != 1)
        return -1;
    for (int pcpu = 0; pcpu < pcpus; pcpu++) {
        if (VIR_CPU_USED(map, pcpu) && found >= 0)
            return -1;
        if (VIR_CPU_USED(map, pcpu))
            found = pcpu;
    }
    return found;
}

/* As many vCPUs on each pCPU, whatever their load; who is well placed stays. */
static void place(virDomainPtr *domains, int count, int pcpus) {
    int on[MOST_PCPUS] = {0}, most = (count + pcpus - 1) / pcpus;
    int *moves = calloc(count + 1, sizeof moves[0]);
    for (int guest = 0; moves != NULL && guest < count; guest++) {
        int pcpu = pinned(domains[guest], pcpus);
        moves[guest] = pcpu < 0 || on[pcpu] == most;
        if (!moves[guest])
            on[pcpu]++;
    }
    for (int guest = 0; moves != NULL && guest < count; guest++) {
        unsigned char map[VIR_CPU_MAPLEN(MOST_PCPUS)] = {0};
        int least = 0;
        if (!moves[guest])
            continue;
        for (int pcpu = 1; pcpu < pcpus; pcpu++)
            least = on[pcpu] < on[least] ? pcpu : least;
        on[least]++;
        VIR_USE_CPU(map, least);
        if (virDomainPinVcpu(domains[guest], 0, map, VIR_CPU_MAPLEN(pcpus)) == 0)
            printf("a vCPU goes to pCPU %d\n", least);
    }
    free(moves);
}

/* Gives to a guest that has little unused, takes from one that has much, a step at a time. */
static void provide(virDomainPtr domain) {
    virDomainMemoryStatStruct stats[VIR_DOMAIN_MEMORY_STAT_NR];
    unsigned long long unused = 0, balloon = 0, wanted;
    int count = virDomainMemoryStats(domain, stats, VIR_DOMAIN_MEMORY_STAT_NR, 0);
    for (int i = 0; i < count; i++) {
        if (stats[i].tag == VIR_DOMAIN_MEMORY_STAT_UNUSED)
            unused = stats[i].val;
        if (stats[i].tag == VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON)
            balloon = stats[i].val;
    }
    if (unused == 0 || balloon == 0)
        return;
    wanted = balloon;
    if (unused < LEAST_UNUSED_KIB)
        wanted = balloon + STEP_KIB;
    else if (unused > MOST_UNUSED_KIB && balloon >= LEAST_KIB + STEP_KIB)
        wanted = balloon - STEP_KIB;
    if (wanted != balloon && virDomainSetMemory(domain, wanted) == 0)
        printf("%llu to %llu MiB, unused %llu\n", balloon >> 10, wanted >> 10, unused >> 10);
}

int main(int count, char **words) {
    int seconds = count > 1 ? atoi(words[1]) : 1;
    int pcpus = count > 2 ? atoi(words[2]) : 0;
    virConnectPtr host = virConnectOpen("qemu:///system");
    struct sigaction action = {.sa_handler = end};
    if (host == NULL || seconds < 1 || pcpus < 0 || pcpus > MOST_PCPUS) {
        fprintf(stderr, "usage: coordinator SECONDS PCPUS, with a libvirt daemon at qemu:///system\n");
        return 2;
    }
    sigaction(SIGTERM, &action, NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (!ended) {
        virDomainPtr *domains;
        int found = virConnectListAllDomains(host, &domains, VIR_CONNECT_LIST_DOMAINS_ACTIVE);
        if (found < 0)
            return 1;
        if (pcpus > 0)
            place(domains, found, pcpus);
        for (int guest = 0; guest < found; guest++) {
            if (pcpus == 0)
                provide(domains[guest]);
            virDomainFree(domains[guest]);
        }
        free(domains);
        sleep(seconds);
    }
    virConnectClose(host);
    return 0;
}
