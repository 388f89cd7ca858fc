head -c 20000 "$SAMPLES/bridge/media/ferry-timetable.mp4" >cut.mp4
$CAPALIGN probe cut.mp4
