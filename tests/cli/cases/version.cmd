$CAPALIGN --version | sed 's/[0-9][0-9]*/N/g'
$CAPALIGN --version --json | sed 's/[0-9][0-9]*/N/g'
