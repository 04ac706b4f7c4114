#!/usr/bin/env bash
# A one-node Ceph object store with an S3 gateway on loopback, in memory, for tests.
# usage: ceph-gateway.sh FOLDER GATEWAY-PORT MONITOR-PORT MONITOR-PORT-V1
# Prints "ready" when it answers. Stops everything when its standard input ends, so that it never outlives
# whoever started it, however that one died. The folder is emptied first and removed at the end.
set -euo pipefail
umask 077
folder=${1:?folder} gateway=${2:?port} monitor=${3:?port} monitor1=${4:?port}
pids=()
stop() {
  trap - EXIT INT TERM
  [ ${#pids[@]} -eq 0 ] || kill -9 "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 1' INT TERM
rm -rf "$folder"
mkdir -p "$folder/mon" "$folder/osd"
folder=$(cd "$folder" && pwd)
fsid=$(cat /proc/sys/kernel/random/uuid)
cat >"$folder/ceph.conf" <<CONF
[global]
fsid = $fsid
mon host = [v2:127.0.0.1:$monitor,v1:127.0.0.1:$monitor1]
keyring = $folder/keyring
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
ms learn addr from peer = false
run dir = $folder
log file = $folder/\$name.log
admin socket = $folder/\$name.asok
mon data = $folder/mon
osd data = $folder/osd
osd objectstore = memstore
memstore device bytes = 4294967296
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:$gateway
rgw dns name = localhost
CONF
conf=(-c "$folder/ceph.conf")
all=(--cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *')
ceph-authtool --create-keyring "$folder/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool "$folder/keyring" --gen-key -n client.admin "${all[@]}" >/dev/null
ceph-authtool "$folder/keyring" --gen-key -n client.rgw "${all[@]}" >/dev/null
ceph-authtool "$folder/keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' >/dev/null
monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$monitor,v1:127.0.0.1:$monitor1]" "$folder/monmap" >/dev/null
ceph-mon "${conf[@]}" -i a --mkfs --monmap "$folder/monmap" --keyring "$folder/keyring" </dev/null
ceph-mon "${conf[@]}" -i a -f </dev/null >/dev/null 2>&1 &
pids+=($!)
osd=$(cat /proc/sys/kernel/random/uuid)
timeout 300 ceph "${conf[@]}" osd new "$osd" </dev/null >/dev/null
timeout 300 ceph "${conf[@]}" osd crush add osd.0 1.0 root=default host=h </dev/null >/dev/null 2>&1
timeout 300 ceph "${conf[@]}" auth import -i "$folder/keyring" </dev/null >/dev/null 2>&1 || true
ceph-osd "${conf[@]}" -i 0 --mkfs --osd-uuid "$osd" </dev/null >/dev/null 2>&1
ceph-osd "${conf[@]}" -i 0 -f </dev/null >/dev/null 2>&1 &
pids+=($!)
radosgw "${conf[@]}" -n client.rgw -f </dev/null >/dev/null 2>&1 &
pids+=($!)
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$gateway") 2>/dev/null; }
for _ in $(seq 1500); do
  answers && break
  sleep 0.2
done
answers || { echo "the gateway does not answer on port $gateway" >&2; exit 1; }
timeout 300 radosgw-admin "${conf[@]}" user create --uid=holdfast --display-name=holdfast \
  --access-key=holdfast --secret-key=holdfast-secret </dev/null >/dev/null 2>&1
timeout 300 radosgw-admin "${conf[@]}" user create --uid=stranger --display-name=stranger \
  --access-key=stranger --secret-key=stranger-secret </dev/null >/dev/null 2>&1
echo ready
while read -r _; do :; done
