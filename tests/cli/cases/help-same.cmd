# --help, help CMD and -h are the same text, before or after other words
$CAPALIGN convert --help >1
$CAPALIGN help convert >2
$CAPALIGN -h convert >3
$CAPALIGN convert nothing.srt -h --quiet >4
cmp 1 2 && cmp 1 3 && cmp 1 4
