#!/bin/sh
# Makes media files for tests in the folder $1, which holds sound.wav (48 kHz, mono, 12 s). $2 says
# which: "film" (for media_test) or "sound" (for media_audio_test). Exits 77 where ffmpeg is missing.
set -eu
cd "$1"
command -v ffmpeg >/dev/null 2>&1 || exit 77

make() {
    ffmpeg -nostdin -v error -y "$@"
}

# With a picture; the key frames lie 2 s apart.
make -i sound.wav -f lavfi -i testsrc2=s=64x48:r=25:d=12 -map 1 -map 0 \
    -c:v libx264 -preset ultrafast -g 50 -bf 2 -pix_fmt yuv420p -c:a aac -aac_pns 0 -b:a 128k \
    -movflags +faststart film.mp4

if [ "$2" = sound ]; then
    # Sound alone, in each kind of container and codec.
    make -i sound.wav -c:a flac s.flac
    make -i sound.wav -c:a pcm_s16be s.aiff
    make -i sound.wav -c:a libvorbis -q:a 6 s.ogg
    make -i sound.wav -c:a libopus -b:a 96k s.opus
    make -i sound.wav -c:a libmp3lame -b:a 128k s.mp3
    make -i sound.wav -c:a aac -aac_pns 0 -b:a 128k s.aac
    make -i sound.wav -c:a aac -aac_pns 0 -b:a 128k s.m4a
    make -i sound.wav -c:a libopus -b:a 96k opus.mka
    make -i sound.wav -c:a libvorbis -q:a 6 vorbis.mka
    make -i sound.wav -c:a libmp3lame -b:a 128k mp3.mp4
    make -i sound.wav -c:a libmp3lame -b:a 128k -avoid_negative_ts disabled mp3.mka
    make -i sound.wav -c:a aac -aac_pns 0 -b:a 128k -avoid_negative_ts disabled aac.mka
    make -i sound.wav -c:a pcm_s16le pcm.mka
    make -i sound.wav -c:a adpcm_ms ms.wav

    make -i film.mp4 -c copy film.ts
    make -i film.mp4 -c copy -avoid_negative_ts disabled film.mkv
    # Sound that begins 2 s after the picture, and a stretch of 3 s that is missing in the middle.
    make -i film.mp4 -itsoffset 2 -i film.mp4 -map 0:v -map 1:a -c copy late.mp4
    make -i film.mp4 -map 0:a -c copy -bsf:a 'noise=drop=between(n\,188\,328)' gap.mkv
    # The clock jumps: two transport streams in one file.
    cat film.ts film.ts > twice.ts
    make -i sound.wav -ar 8000 -c:a aac -aac_pns 0 s8k.m4a
    make -i sound.wav -ar 44100 -c:a aac -aac_pns 0 -b:a 128k s44k.m4a
    make -i sound.wav -ar 192000 s192k.wav
    make -i sound.wav -af 'pan=5.1|FC=c0' -c:a ac3 -b:a 448k surround.ac3
    exit 0
fi

cat > film.srt <<'END'
1
00:00:01,000 --> 00:00:02,500
Hello <i>world</i> & more

2
00:00:03,000 --> 00:00:04,000
two
lines
END

cat > film.vtt <<'END'
WEBVTT

one
00:00:01.000 --> 00:00:02.500 line:0 align:start
Hello <v Bob>world</v>

00:00:03.000 --> 00:00:04.000
two
lines
END

cat > film.ass <<'END'
[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:01.50,Default,Bob,0,0,0,,{\an8\b1}Hello{\b0} {\i1}wo\Nrld{\r}, a, {a comment}{\t(0,100,\b1)}end
Dialogue: 0,0:00:02.00,0:00:02.50,Default,,0,0,0,,{\p1}m 0 0 l 100 0{\p0}
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,two\hand\nthree {\c&H0000FF&\u1}red{\u0} {\bord2}edge {open
END

cat > film.meta <<'END'
;FFMETADATA1
title=A film
[CHAPTER]
TIMEBASE=1/1000
START=0
END=4000
title=First
[CHAPTER]
TIMEBASE=1/1000
START=4000
END=12000
title=Second "é"
END

make -i film.mp4 -an -c copy silent.mp4
make -i film.mp4 -c copy film.ts
make -i film.mp4 -c:v mpeg2video -c:a mp2 film.mpg
make -i film.mp4 -c:v flv -c:a libmp3lame film.flv
make -i film.mp4 -c:v mpeg4 -c:a libmp3lame film.avi
make -i film.mp4 -c copy -movflags frag_keyframe+empty_moov fragments.mp4
make -i film.mp4 -i film.srt -i film.ass -i film.meta -map 0 -map 1 -map 2 -map_metadata 3 \
    -map_chapters 3 -c copy -metadata:s:a language=ger -metadata:s:s:0 language=fre \
    -metadata:s:s:1 language=por -metadata:s:s:1 title=Brasil -disposition:s:1 forced \
    -avoid_negative_ts disabled film.mkv
make -i film.mp4 -i film.srt -i film.meta -map 0 -map 1 -map_metadata 2 -map_chapters 2 \
    -c copy -c:s mov_text -metadata:s:a language=deu -metadata:s:s:0 language=fre text.mp4
make -i film.mp4 -i film.vtt -map 1 -map 0:v -c:v libvpx -c:s copy vtt.webm
make -i sound.wav -c:a flac s.flac
make -i sound.wav -c:a libmp3lame -b:a 128k -write_xing 0 no_xing.mp3
make -i sound.wav -c:a libmp3lame -b:a 128k s.mp3
make -i sound.wav -c:a aac -aac_pns 0 -b:a 128k s.aac
make -i sound.wav -c:a aac -aac_pns 0 -b:a 128k s.m4a
make -i sound.wav -c:a libopus s.opus
make -i sound.wav -c:a libvorbis s.ogg
make -i sound.wav -metadata language=nld -c:a libvorbis dutch.ogg
ffmpeg -nostdin -v error -i sound.wav -f wav - >pipe.wav
make -i film.mp4 -frames:v 1 picture.png
make -i film.mp4 -c copy -f hls -hls_time 4 list.m3u8
printf "ffconcat version 1.0\nfile film.mp4\n" > list.ffconcat
