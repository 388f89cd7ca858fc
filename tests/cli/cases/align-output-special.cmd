# 3 s of the sample; what stands where the captions would go is told, and left alone
head -c 35 "$SAMPLES/bridge/media/sound-bridge-lift.txt" >talk.txt
mkdir folder.srt
mkfifo pipe.srt
: >file
for output in folder.srt pipe.srt file/below.srt none/below.srt; do
    $CAPALIGN align --lang en --force -q "$SAMPLES/bridge/media/sound-bridge-lift.mp4" talk.txt -o $output
    echo $?
done
$CAPALIGN align --lang en --force -q "$SAMPLES/bridge/media/sound-bridge-lift.mp4" talk.txt --words-json /dev/full
echo $?
test -d folder.srt && test -p pipe.srt && ls -A
