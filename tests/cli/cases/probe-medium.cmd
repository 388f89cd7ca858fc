$CAPALIGN probe "$SAMPLES/bridge/media/ferry-timetable.mp4"
$CAPALIGN probe --json "$SAMPLES/bridge/media/ferry-timetable.mp4"
