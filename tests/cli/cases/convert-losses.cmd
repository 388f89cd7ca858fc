printf 'WEBVTT\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 line:0 align:start\n<c.loud>Hello</c>\n' >a.vtt
$CAPALIGN convert a.vtt a.srt
echo $?
cat a.srt
