#!/bin/bash
# Boots the disk in ROOT: systemd as the first process, with processes, mounts and control groups of its own.
set -eu
cd "$1"
mount --make-rprivate /
mount --rbind . .
cd "$1"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
mount -t tmpfs tmpfs dev
for device in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9' 'tty 5 0'; do
  read -r name major minor <<<"$device"
  mknod -m 666 "dev/$name" c "$major" "$minor"
done
ln -s pts/ptmx dev/ptmx
mkdir -p mnt/before
pivot_root . mnt/before
cd /
umount -l /mnt/before
export container=lxc
exec /lib/systemd/systemd --system --log-target=console --log-level=warning --show-status=no
