#!/bin/sh
# The testbed's own libvirt daemon. As root it lives in a private mount namespace over folders of its own, so that the host's daemon
# and configuration are never touched; for another user it is a session daemon over such folders.
# Usage: daemon.sh start|stop|uri FOLDER
set -eu
action=$1
folder=$2
cgroup=equipoise-$(printf %s "$folder" | cksum | cut -d' ' -f1)
pid_file=$folder/libvirt/run/testbed.pid

main() {
  case $action in
    start) running || start ;;
    stop) stop ;;
    uri) uri ;;
    inside) inside ;;
    again) again ;;
    grouped) grouped ;;
    *) fail "unknown action $action" ;;
  esac
}

fail() {
  echo "testbed daemon: $*" >&2
  exit 1
}

root() { [ "$(id -u)" = 0 ]; }

uri() {
  if root; then
    echo "qemu+unix:///system?socket=$folder/libvirt/run/libvirt-sock"
  else
    echo "qemu+unix:///session?socket=$folder/libvirt/run/libvirt/libvirt-sock"
  fi
}

# A pid is believed only if its process is a libvirtd started with our pid file: pids are reused.
running() {
  [ -s "$pid_file" ] && tr '\0' ' ' < "/proc/$(cat "$pid_file")/cmdline" 2> /dev/null | grep -qF -- "$pid_file"
}

# Up to 10 s: the daemon goes into the background before its drivers are ready.
answers() {
  for _ in $(seq 50); do
    running || return 1
    virsh -q -c "$(uri)" version > /dev/null 2>&1 && return 0
    sleep 0.2
  done
  return 1
}

start() {
  for part in etc run lib log cache; do mkdir -p "$folder/libvirt/$part"; done
  chmod 700 "$folder/libvirt/run"
  rm -f "$pid_file"
  configure
  if root; then start_private; else start_session; fi
  answers || fail "libvirtd does not answer: see $folder/libvirt/log/libvirtd.log"
}

configure() {
  configuration=$folder/libvirt/etc
  root || configuration=$folder/libvirt/etc/libvirt
  mkdir -p "$configuration"
  cat > "$configuration/libvirtd.conf" << END
auth_unix_ro = "none"
auth_unix_rw = "none"
unix_sock_group = "$(id -gn)"
log_outputs = "3:file:$folder/libvirt/log/libvirtd.log"
END
  cat > "$configuration/qemu.conf" << END
security_driver = "none"
namespaces = []
stdio_handler = "file"
END
  root && printf 'user = "root"\ngroup = "root"\ndynamic_ownership = 0\n' >> "$configuration/qemu.conf" || true
}

# The daemon forks into the background itself; its namespaces live as long as it and its guests do. Guests that outlived a daemon are
# found again only by one that sees files and control groups as they do.
start_private() {
  mkdir -p /etc/libvirt /run/libvirt /var/lib/libvirt /var/log/libvirt /var/cache/libvirt
  for process in /proc/[0-9]*; do
    ours "$process" qemu-system || continue
    nsenter --mount --cgroup --target "${process#/proc/}" sh "$0" again "$folder" < /dev/null
    return
  done
  unshare --mount --propagation private sh "$0" inside "$folder" < /dev/null
}

inside() {
  for bound in etc:/etc/libvirt run:/run/libvirt lib:/var/lib/libvirt log:/var/log/libvirt cache:/var/cache/libvirt; do
    mount --bind "$folder/libvirt/${bound%%:*}" "${bound#*:}"
  done
  hide_bus
  if own_cgroups; then exec unshare --cgroup sh "$0" grouped "$folder"; fi
  mount -t tmpfs none /sys/fs/cgroup
  daemon
}

# Its own groups are the root of what it sees; itself it sits in a leaf, because a group with groups below it may hold no process.
grouped() {
  for hierarchy in $(hierarchies); do join "$hierarchy" daemon; done
  daemon
}

again() {
  for hierarchy in $(hierarchies); do join "$hierarchy" daemon || true; done
  daemon
}

daemon() { exec libvirtd --daemon --pid-file "$pid_file"; }

# systemd-machined keeps one list of guests for all daemons: a guest of the host with our name and id would clash.
hide_bus() { [ ! -d /run/dbus ] || mount -t tmpfs none /run/dbus; }

hierarchies() { awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/mounts; }

# For the same reason the guests' control groups lie below one of our own. Where none can be made, there are none.
own_cgroups() {
  for hierarchy in $(hierarchies); do
    join "$hierarchy" "$cgroup" || return 1
    outweigh "$hierarchy/$cgroup"
    mount --bind "$hierarchy/$cgroup" "$hierarchy" || return 1
  done
}

# Makes a group below another and moves there.
join() {
  mkdir -p "$1/$2" 2> /dev/null || return 1
  for inherited in cpuset.cpus cpuset.mems; do
    [ ! -e "$1/$inherited" ] || cat "$1/$inherited" > "$1/$2/$inherited" || return 1
  done
  echo $$ > "$1/$2/cgroup.procs" || return 1
}

# All guests together weigh as much as one ordinary process by default: a busy host would starve them, and their load would not be what was asked.
outweigh() {
  [ ! -e "$1/cpu.shares" ] || echo 20480 > "$1/cpu.shares"
  [ ! -e "$1/cpu.weight" ] || echo 2000 > "$1/cpu.weight"
}

start_session() {
  XDG_CONFIG_HOME=$folder/libvirt/etc XDG_RUNTIME_DIR=$folder/libvirt/run XDG_CACHE_HOME=$folder/libvirt/cache \
    XDG_DATA_HOME=$folder/libvirt/lib libvirtd --daemon --pid-file "$pid_file" < /dev/null
}

# Ends the guests and the daemon, whoever started them and however that ended: a process is ours if its command line names our folder.
stop() {
  for name in qemu-system libvirtd; do
    for process in /proc/[0-9]*; do
      ours "$process" "$name" && end "${process#/proc/}"
    done
  done
  # The cache of QEMU's capabilities stays: it saves the next start some seconds.
  for part in etc run lib log; do rm -rf "$folder/libvirt/$part"; done
  rm -rf "$folder/guests"
  if root; then remove_cgroups; fi
}

remove_cgroups() {
  for hierarchy in $(hierarchies); do
    [ ! -d "$hierarchy/$cgroup" ] || find "$hierarchy/$cgroup" -depth -type d -exec rmdir {} \; || true
  done
}

ours() {
  case $(readlink "$1/exe" 2> /dev/null) in */"$2"*) ;; *) return 1 ;; esac
  tr '\0' ' ' 2> /dev/null < "$1/cmdline" | grep -qF -- "$folder/"
}

# Gone, or dead and only not yet collected by its parent.
ended() { ! grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2> /dev/null; }

# A daemon first asked, then made to go; a guest has nothing to save.
end() {
  kill "$1" 2> /dev/null || return 0
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    ended "$1" && return 0
    sleep 0.2
  done
  kill -9 "$1" 2> /dev/null || true
  sleep 0.2
}

main
