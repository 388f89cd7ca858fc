$CAPALIGN probe $'--\e[31m\xff\n'
