#!/bin/sh
# Runs as root below a system manager of its own, and writes what it saw of the recorder's unit to standard output.
unit=equipoise-record
trace=/var/lib/equipoise-record/trace

say() {
    echo "$1: $(systemctl show $unit -P ActiveState) restarts=$(systemctl show $unit -P NRestarts) result=$(systemctl show $unit -P Result)"
}

finish() {
    journalctl -u $unit -o cat | sed 's/^/log: /'
    systemctl --no-block poweroff
    exit
}

# A journal that grows is a recording that goes on.
await_tick() {
    before=$(ls $trace/journal/*.avro 2>/dev/null | xargs -r cat | wc -c)
    for _ in $(seq 600); do
        now=$(ls $trace/journal/*.avro 2>/dev/null | xargs -r cat | wc -c)
        [ "$now" -gt "$before" ] && return
        sleep 0.1
    done
    echo "no tick"
    finish
}

await_active() {
    for _ in $(seq 600); do
        [ "$(systemctl show $unit -P ActiveState)" = active ] && return
        sleep 0.1
    done
}

systemctl start $unit || {
    echo "start failed"
    finish
}
say started
echo "status: $(systemctl show $unit -P StatusText)"
grep -E '^(Uid|CapEff|NoNewPrivs|Seccomp):' "/proc/$(systemctl show $unit -P MainPID)/status"
await_tick

systemctl reload $unit || echo "reload failed"
# The recorder itself says when it has reloaded, which may be after its manager was done.
await_active
say reloaded
for _ in $(seq 600); do
    [ -n "$(ls $trace/segments)" ] && break
    sleep 0.1
done
echo "segments: $(ls $trace/segments | wc -l)"
await_tick

systemctl kill --signal=KILL $unit
for _ in $(seq 600); do
    [ "$(systemctl show $unit -P NRestarts)" = 1 ] && break
    sleep 0.1
done
await_active
say restarted
await_tick

systemctl stop $unit || echo "stop failed"
say stopped
echo "journals: $(ls $trace/journal | grep -c avro)"
finish
