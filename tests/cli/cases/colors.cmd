export TERM=xterm
$CAPALIGN --color=always probe none.txt
$CAPALIGN --color=never probe none.txt
NO_COLOR=1 $CAPALIGN --color=always probe none.txt
