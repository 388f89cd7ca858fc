# every command of the list has help with an example and the exit codes
$CAPALIGN --help | sed -n '/^Commands:/,/^$/p' | awk '/^  [a-z]/ {print $1}' >names
test -s names || exit 1
while read -r name; do
    $CAPALIGN help "$name" >text && grep -q '^Examples:' text && grep -q '^Exit status:' text || echo "$name"
done <names
