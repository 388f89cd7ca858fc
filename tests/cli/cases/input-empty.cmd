mkdir d; mkfifo pipe; : >empty.srt
for command in 'convert --to vtt' probe link; do
    timeout 10 $CAPALIGN $command empty.srt
    echo "$command $?"
done
