echo 'Just a few words.' >page.txt
$CAPALIGN probe page.txt
