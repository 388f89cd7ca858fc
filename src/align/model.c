#include "align/model.h"

#include <stdlib.h>
#include <string.h>

#include "align/model_reader.h"

ca_str ca_model_notice(const ca_model *model)
{
    ca_section_view v = model->sections[CA_SECTION_NOTICE];
    return (ca_str){(const char *)v.data, v.size};
}

size_t ca_model_phone_count(const ca_model *model)
{
    return model->phones;
}

const char *ca_model_phone_name(const ca_model *model, uint8_t phone)
{
    return (const char *)model->sections[CA_SECTION_PHONES].data + CA_PHONE_NAME * (size_t)phone;
}

int ca_model_phone(const ca_model *model, ca_str name)
{
    for (size_t i = 0; i < model->phones; i++)
        if (ca_str_equal(name, ca_model_phone_name(model, (uint8_t)i)))
            return (int)i;
    return -1;
}

/* The word's bytes against an entry's, which end in NUL. */
static int compare_word(ca_str word, const unsigned char *entry)
{
    size_t size = strlen((const char *)entry);
    int order = memcmp(word.data, entry, word.size < size ? word.size : size);
    if (order != 0 || word.size == size)
        return order;
    return word.size < size ? -1 : 1;
}

size_t ca_model_lookup(const ca_model *model, ca_str word, ca_pronunciation *out, size_t max)
{
    const unsigned char *entries = model->sections[CA_SECTION_ENTRIES].data;
    ca_section_view words = model->sections[CA_SECTION_WORDS];
    size_t low = 0, high = words.size / 4;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const unsigned char *entry = entries + ca_read_u32(words.data + 4 * middle);
        int order = compare_word(word, entry);
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
        if (order != 0)
            continue;
        const unsigned char *at = entry + word.size + 1;
        size_t count = *at++;
        for (size_t i = 0; i < count && i < max; i++, at += 1 + *at)
            out[i] = (ca_pronunciation){at + 1, *at};
        return count;
    }
    return 0;
}

size_t ca_model_senone_count(const ca_model *model)
{
    return model->senones;
}

float ca_model_stay(const ca_model *model, uint8_t phone, unsigned state)
{
    return model->stay[phone * (unsigned)CA_STATES + state];
}

float ca_model_leave(const ca_model *model, uint8_t phone, unsigned state)
{
    return model->leave[phone * (unsigned)CA_STATES + state];
}

void ca_model_triphone(const ca_model *model, enum ca_position position, uint8_t phone,
                       uint8_t left, uint8_t right, uint16_t senones[CA_STATES])
{
    const unsigned char *triphones = model->sections[CA_SECTION_TRIPHONES].data;
    const unsigned char *sequences = model->sections[CA_SECTION_SEQUENCES].data;
    size_t n = model->phones;
    for (unsigned i = 0; i < 4; i++) {
        /* The right position first, then the rest in the model's order. */
        unsigned p = i == 0 ? position : i - (i <= position);
        size_t index = ((p * n + phone) * n + left) * n + right;
        unsigned sequence = ca_read_u16(triphones + 2 * index);
        if (sequence == CA_NO_SEQUENCE)
            continue;
        for (unsigned k = 0; k < CA_STATES; k++)
            senones[k] = ca_read_u16(sequences + 2 * (CA_STATES * sequence + k));
        return;
    }
    for (unsigned k = 0; k < CA_STATES; k++)
        senones[k] = (uint16_t)(CA_STATES * phone + k);
}

uint8_t ca_model_owner(const ca_model *model, uint16_t senone)
{
    return model->sections[CA_SECTION_SENONES].data[senone];
}

const ca_gaussian_group *ca_model_gaussians(const ca_model *model, uint8_t phone, unsigned stream)
{
    return model->groups + ((size_t)phone * CA_STREAMS + stream) * CA_FULL_GROUPS;
}

const float *ca_model_weights(const ca_model *model, uint16_t senone, unsigned stream)
{
    return model->weights + ((size_t)senone * CA_STREAMS + stream) * CA_GAUSSIANS;
}

bool ca_model_is_filler(const ca_model *model, uint8_t phone)
{
    const char *name = ca_model_phone_name(model, phone);
    return phone == model->silence || name[0] == '+';
}

uint8_t ca_model_silence(const ca_model *model)
{
    return model->silence;
}

uint8_t ca_model_noise(const ca_model *model)
{
    return model->noise;
}

void ca_model_free(ca_model *model)
{
    if (!model)
        return;
    free(model->stay);
    free(model->groups);
    free(model->weights);
    free(model);
}
