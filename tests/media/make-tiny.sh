#!/bin/sh
# Makes the two small files that are kept in this folder: half a second of a tone with subtitles. Run it
# by hand when they are to change.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '1\n00:00:00,100 --> 00:00:00,300\nHello <i>you</i>\n\n2\n00:00:00,300 --> 00:00:00,400\nBye\n' \
    >"$work/a.srt"
printf 'WEBVTT\n\nid\n00:00.100 --> 00:00.300 align:start\nHello\n' >"$work/a.vtt"
printf ';FFMETADATA1\ntitle=Tiny\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=400\ntitle=One\n' \
    >"$work/meta"
make() {
    ffmpeg -nostdin -v error -y -f lavfi -i sine=d=0.5:r=48000 "$@"
}
make -i "$work/a.srt" -i "$work/meta" -map 0 -map 1 -map 1 -map_metadata 2 -map_chapters 2 \
    -c:a libopus -b:a 16k -c:s:0 copy -c:s:1 ass -metadata:s:a language=eng tiny.mkv
make -i "$work/a.srt" -i "$work/meta" -map 0 -map 1 -map_metadata 2 -map_chapters 2 \
    -c:a aac -b:a 24k -c:s mov_text -metadata:s:s language=fre -movflags +faststart tiny.mp4
make -i "$work/a.vtt" -map 0 -map 1 -c:a libopus -b:a 16k -c:s copy tiny.webm
