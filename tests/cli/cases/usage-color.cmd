$CAPALIGN --color=sometimes probe a
