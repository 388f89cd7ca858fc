cat >p.json <<'END'
{"clips": [{"duration_us": 60000000, "caption": "One"}, {"duration_us": 90000000, "caption": "Two"}],
 "media": [{"file": "a.mp4", "duration_us": 60000000}, {"file": "b.mp4", "duration_us": 60000000}]}
END
$CAPALIGN link --problem p.json --json
echo $?
echo '{' >bad.json
$CAPALIGN link --problem bad.json
echo $?
$CAPALIGN link --problem none.json
