/* A packed model that is small enough to think about: four phones, SIL +NSN+ A B; the static
 * stream's first value of every Gaussian of phone p is 4·p, everything else is 0, variances are 1.
 * States are kept with probability ½. The dictionary has "a" (A, or A B) and "ab" (A B). */
#ifndef TESTS_UNIT_TOY_MODEL_H
#define TESTS_UNIT_TOY_MODEL_H

#include <stdlib.h>
#include <string.h>

#include "align/model_format.h"

enum { TOY_PHONES = 4, TOY_SENONES = 12, TOY_SIL = 0, TOY_NSN = 1, TOY_A = 2, TOY_B = 3 };

struct toy_section {
    unsigned char *data;
    size_t size;
};

static struct toy_section toy_filled(size_t size, int byte)
{
    struct toy_section s = {malloc(size), size};
    memset(s.data, byte, size);
    return s;
}

static struct toy_section toy_copied(const void *data, size_t size)
{
    struct toy_section s = {malloc(size), size};
    memcpy(s.data, data, size);
    return s;
}

static struct toy_section toy_means(void)
{
    size_t values = (size_t)TOY_PHONES * CA_STREAMS * CA_GAUSSIANS * CA_STREAM_DIM;
    struct toy_section s = toy_filled(2 * values + 4 * CA_STREAMS * CA_STREAM_DIM, 0);
    for (int p = 0; p < TOY_PHONES; p++)
        for (int g = 0; g < CA_GAUSSIANS; g++)
            s.data[2 * ((p * CA_STREAMS * CA_GAUSSIANS + g) * CA_STREAM_DIM)] =
                (unsigned char)(4 * p);
    float one = 1;
    for (int i = 0; i < CA_STREAMS * CA_STREAM_DIM; i++)
        memcpy(s.data + 2 * values + 4 * i, &one, 4);
    return s;
}

static struct toy_section toy_variances(void)
{
    size_t values = (size_t)TOY_PHONES * CA_STREAMS * CA_GAUSSIANS * CA_STREAM_DIM;
    struct toy_section s = toy_filled(2 * values, 0);
    for (size_t i = 0; i < values; i++)
        s.data[2 * i + 1] = CA_VARIANCE_ZERO >> 8;
    return s;
}

static struct toy_section toy_section(enum ca_section which)
{
    static const char names[] = "SIL\0\0\0\0\0+NSN+\0\0\0A\0\0\0\0\0\0\0B\0\0\0\0\0\0";
    static const unsigned char owners[TOY_SENONES] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3};
    static const unsigned char words[8] = {0, 0, 0, 0, 8, 0, 0, 0};
    static const unsigned char entries[] = {'a', 0,   2, 1, TOY_A, 2,     TOY_A, TOY_B,
                                            'a', 'b', 0, 1, 2,     TOY_A, TOY_B};
    static const unsigned char sequence[6] = {9, 0, 7, 0, 8, 0};
    float half[TOY_PHONES * CA_STATES];
    struct toy_section s;
    switch (which) {
    case CA_SECTION_NOTICE:
        return toy_copied("toy", 3);
    case CA_SECTION_PHONES:
        return toy_copied(names, 8 * TOY_PHONES);
    case CA_SECTION_TRANSITIONS:
        for (int i = 0; i < TOY_PHONES * CA_STATES; i++)
            half[i] = -0.69314718f;
        return toy_copied(half, sizeof half);
    case CA_SECTION_MEANS:
        return toy_means();
    case CA_SECTION_DEVIATIONS:
        return toy_variances();
    case CA_SECTION_WEIGHTS:
        return toy_filled((size_t)TOY_SENONES * CA_STREAMS * CA_GAUSSIANS, 0);
    case CA_SECTION_SENONES:
        return toy_copied(owners, sizeof owners);
    case CA_SECTION_SEQUENCES:
        return toy_copied(sequence, sizeof sequence);
    case CA_SECTION_TRIPHONES: /* only (inside, A, left A, right B) */
        s = toy_filled(2 * 4 * TOY_PHONES * TOY_PHONES * TOY_PHONES, 0xff);
        memset(s.data + 2 * ((TOY_A * TOY_PHONES + TOY_A) * TOY_PHONES + TOY_B), 0, 2);
        return s;
    case CA_SECTION_WORDS:
        return toy_copied(words, sizeof words);
    default:
        return toy_copied(entries, sizeof entries);
    }
}

/* Makes size and checksum right again after a change. */
static void toy_seal(unsigned char *bytes, size_t size)
{
    uint32_t length = (uint32_t)size;
    uint32_t sum = ca_model_checksum(bytes + CA_MODEL_HEADER, size - CA_MODEL_HEADER);
    memcpy(bytes + offsetof(ca_model_header, size), &length, 4);
    memcpy(bytes + offsetof(ca_model_header, checksum), &sum, 4);
}

/* malloc'd */
static unsigned char *toy_model(size_t *size)
{
    ca_model_header header = {.version = CA_MODEL_VERSION};
    memcpy(header.magic, CA_MODEL_MAGIC, 8);
    struct toy_section sections[CA_SECTION_COUNT];
    *size = CA_MODEL_HEADER;
    for (int i = 0; i < CA_SECTION_COUNT; i++) {
        sections[i] = toy_section((enum ca_section)i);
        header.sections[i].offset = (uint32_t)*size;
        header.sections[i].size = (uint32_t)sections[i].size;
        *size += (sections[i].size + 3) / 4 * 4;
    }
    unsigned char *bytes = calloc(*size, 1);
    memcpy(bytes, &header, sizeof header);
    for (int i = 0; i < CA_SECTION_COUNT; i++) {
        memcpy(bytes + header.sections[i].offset, sections[i].data, sections[i].size);
        free(sections[i].data);
    }
    toy_seal(bytes, *size);
    return bytes;
}

#endif
