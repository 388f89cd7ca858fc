/* What the packer's two files share. */
#ifndef CA_ALIGN_PACK_H
#define CA_ALIGN_PACK_H

#include "align/model_format.h"

struct bytes {
    const char *name;
    unsigned char *data;
    size_t size, at;
};

struct pack {
    size_t phones, senones;
    const char *names;              /* 8 bytes a phone */
    const unsigned char *sequences; /* as in the section */
    struct bytes sections[CA_SECTION_COUNT];
};

static inline void pack_put16(unsigned char *at, uint16_t value)
{
    at[0] = (unsigned char)value;
    at[1] = (unsigned char)(value >> 8);
}

/* count × size bytes, zeroed; ends the program without memory. */
void *pack_need(size_t count, size_t size);
/* Takes `data` over. */
void pack_section(struct pack *pack, enum ca_section section, void *data, size_t size);
/* WORDS and ENTRIES out of a text of "word PH PH …" and "word(2) PH …" lines; NULL, or what is
 * wrong with it. */
const char *pack_dictionary(struct pack *pack, struct bytes *text);
/* The whole file. */
struct bytes pack_layout(struct pack *pack);

#endif
