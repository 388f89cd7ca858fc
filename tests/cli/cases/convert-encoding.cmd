printf '1\n00:00:01,000 --> 00:00:02,000\n\xb1\n' >a.srt
$CAPALIGN convert --encoding ISO-8859-2 --to srt a.srt
echo $?
$CAPALIGN convert --encoding NO-SUCH --to srt a.srt
