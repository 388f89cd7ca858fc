mkdir d; mkfifo pipe; : >empty.srt
for command in 'convert --to vtt' probe link; do
    timeout 10 $CAPALIGN $command d
    echo "$command $?"
done
