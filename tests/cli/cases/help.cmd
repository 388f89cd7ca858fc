$CAPALIGN --help
