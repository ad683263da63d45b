#!/usr/bin/env python3
"""A policy as a program: CPUs by demand, memory by what is unused. Try it:

    ./equipoise evaluate --policies none,exec:examples/exec/policy.py
"""
import json
import sys

MIB = 1024
AIM = 180 * MIB  # unused memory that every guest is to have
BAND = 30 * MIB  # a guest this near is left alone


def pins(seen):
    """Places all vCPUs anew while some are free or the loads differ: the most demanding first, each where the load is least."""
    vcpus = [(domain, vcpu) for domain in seen["domains"] for vcpu in domain["vcpus"]]
    now = {str(pcpu["number"]): 0.0 for pcpu in seen["pcpus"]}
    for _, vcpu in vcpus:
        if vcpu["affinity"] in now:
            now[vcpu["affinity"]] += vcpu["demand"] or 0
    placed = all(vcpu["affinity"] in now for _, vcpu in vcpus)
    wanted = sum(vcpu["demand"] or 0 for _, vcpu in vcpus)
    if wanted < 0.1 * len(now) or placed and max(now.values()) - min(now.values()) < 0.15:
        return []
    load = dict.fromkeys(now, 0.0)
    planned = []
    for domain, vcpu in sorted(vcpus, key=lambda one: -(one[1]["demand"] or 0)):
        best = min(load, key=load.get)
        load[best] += vcpu["demand"] or 0
        planned.append({"domain": domain["uuid"], "vcpu": vcpu["number"], "affinity": best, "reason": "least loaded"})
    return planned


def balloons(seen):
    """Brings every guest that reports to its aim."""
    planned = []
    for domain in seen["domains"]:
        memory = domain["memory"]
        if memory is None or memory["currentKiB"] is None or memory["unusedKiB"] is None:
            continue
        lacks = AIM - memory["unusedKiB"]
        if abs(lacks) > BAND:
            planned.append({"domain": domain["uuid"], "kib": memory["currentKiB"] + lacks, "reason": "aims at 180 MiB unused"})
    return planned


for line in sys.stdin:
    seen = json.loads(line)
    if seen["kind"] == "cpu":
        plan = {"tick": seen["tick"], "pins": pins(seen)}
    else:
        plan = {"tick": seen["tick"], "balloons": balloons(seen)}
    print(json.dumps(plan), flush=True)
