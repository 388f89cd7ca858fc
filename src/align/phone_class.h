/* Classes of phones whose edges are alike. */
#ifndef CA_ALIGN_PHONE_CLASS_H
#define CA_ALIGN_PHONE_CLASS_H

#include "align/model.h"

typedef enum ca_phone_class {
    CA_VOWEL,
    CA_APPROXIMANT,
    CA_NASAL,
    CA_VOICELESS_STOP, /* and CH */
    CA_VOICED_STOP,    /* and JH */
    CA_VOICELESS_FRICATIVE,
    CA_VOICED_FRICATIVE,
    CA_PHONE_CLASSES,
} ca_phone_class;

/* What the model has no other class for is a vowel. */
ca_phone_class ca_phone_class_of(const ca_model *model, uint8_t phone);

#endif
