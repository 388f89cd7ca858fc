$CAPALIGN --json convert --bad x 2>/dev/null
echo $?
$CAPALIGN convert --bad x --json 2>/dev/null
