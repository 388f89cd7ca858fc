/* The model's insides, shared by its reader and its accessors. */
#ifndef CA_ALIGN_MODEL_READER_H
#define CA_ALIGN_MODEL_READER_H

#include "align/model.h"

enum { CA_PHONE_NAME = 8 };

typedef struct ca_section_view {
    const unsigned char *data;
    size_t size;
} ca_section_view;

struct ca_model {
    ca_section_view sections[CA_SECTION_COUNT]; /* borrowed from the caller's bytes */
    size_t phones, senones;
    uint8_t silence, noise;
    float *stay; /* [phone][state]; one allocation with `leave` */
    float *leave;
    ca_gaussian_group *groups; /* [phone][stream][group] */
    float *weights;            /* [senone][stream][Gaussian] */
};

static inline unsigned ca_read_u16(const unsigned char *at)
{
    return at[0] | (unsigned)at[1] << 8;
}

static inline uint32_t ca_read_u32(const unsigned char *at)
{
    return ca_read_u16(at) | (uint32_t)ca_read_u16(at + 2) << 16;
}

#endif
