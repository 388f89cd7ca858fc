echo 'Just a few words.' >page.txt
$CAPALIGN link page.txt
