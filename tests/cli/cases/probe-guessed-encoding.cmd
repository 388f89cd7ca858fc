printf 'Caf\351 am See\n' >page.txt
$CAPALIGN probe page.txt
echo $?
$CAPALIGN probe --encoding ISO-8859-1 page.txt
