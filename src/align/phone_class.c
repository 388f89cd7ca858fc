#include "align/phone_class.h"

#include <string.h>

ca_phone_class ca_phone_class_of(const ca_model *model, uint8_t phone)
{
    static const struct {
        ca_phone_class class;
        const char *names;
    } list[] = {
        {CA_APPROXIMANT, " L R W Y "},
        {CA_NASAL, " M N NG "},
        {CA_VOICELESS_STOP, " P T K CH "},
        {CA_VOICED_STOP, " B D G JH "},
        {CA_VOICELESS_FRICATIVE, " F TH S SH HH "},
        {CA_VOICED_FRICATIVE, " V DH Z ZH "},
    };
    const char *name = ca_model_phone_name(model, phone);
    size_t size = strlen(name);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        for (const char *at = list[i].names; (at = strstr(at, name)); at += size)
            if (at[-1] == ' ' && at[size] == ' ')
                return list[i].class;
    return CA_VOWEL;
}
