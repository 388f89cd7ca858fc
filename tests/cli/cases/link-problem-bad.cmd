mkdir folder.json
mkfifo pipe.json
: >empty.json
printf '{"clips": [\0' >nul.json
printf '[]' >list.json
printf '{"clips": {}, "media": []}' >object.json
for name in none folder pipe empty nul list object; do
    timeout 10 $CAPALIGN link --problem $name.json
    echo $name $?
done
