#!/bin/bash
# Makes the disk of a fresh machine in FOLDER/root and holds it: what this machine has installed, and nothing that it has set up.
set -eu
folder=$1
mount --make-rprivate /
mount -t tmpfs -o size=4g tmpfs "$folder"
mkdir "$folder"/{up,work,root}
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/up,workdir=$folder/work" "$folder/root"
ip link set lo up
cd "$folder/root"
rm -rf etc/systemd/system/*.wants/* usr/sbin/policy-rc.d var/log/nginx/* var/log/journal
echo '127.0.0.1 localhost aula.example.org other.example.org' >etc/hosts
echo ready
exec sleep infinity
