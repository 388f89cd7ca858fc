/* Checks a packed model in every byte that a later step relies on, and unpacks its numbers. */
#include "align/model_reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/numbers.h"

#define DAMAGED "the acoustic model is damaged (%s); install capalign again"

static capalign_code damaged(capalign_error *error, const char *what)
{
    return ca_fail(error, CAPALIGN_E_INPUT, DAMAGED, what);
}

static capalign_code read_header(ca_model *m, const unsigned char *bytes, size_t size,
                                 capalign_error *error)
{
    if (size < 8 || memcmp(bytes, CA_MODEL_MAGIC, 8) != 0)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "the acoustic model does not begin with \"" CA_MODEL_MAGIC
                       "\"; install capalign again");
    if (size < CA_MODEL_HEADER)
        return damaged(error, "its header is cut off");
    uint32_t version = ca_read_u32(bytes + 8);
    if (version != CA_MODEL_VERSION)
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "the acoustic model has version %u, and this capalign reads version %u; "
                       "install both from the same release",
                       (unsigned)version, CA_MODEL_VERSION);
    if (ca_read_u32(bytes + 12) != size)
        return damaged(error, "its size is not the one in its header");
    if (ca_read_u32(bytes + 16) !=
        ca_model_checksum(bytes + CA_MODEL_HEADER, size - CA_MODEL_HEADER))
        return damaged(error, "its checksum is wrong");
    for (size_t i = 0; i < CA_SECTION_COUNT; i++) {
        size_t offset = ca_read_u32(bytes + 20 + 8 * i), length = ca_read_u32(bytes + 24 + 8 * i);
        if (offset < CA_MODEL_HEADER || offset > size || length > size - offset)
            return damaged(error, "a section lies outside");
        m->sections[i] = (ca_section_view){bytes + offset, length};
    }
    return CAPALIGN_OK;
}

/* Whether every section has the size that the numbers of phones and senones give it. */
static bool sizes_fit(const ca_model *m)
{
    size_t p = m->phones, gaussians = p * CA_STREAMS * CA_GAUSSIANS * CA_STREAM_DIM;
    const ca_section_view *s = m->sections;
    return p > 0 && p <= CA_MAX_PHONES && s[CA_SECTION_PHONES].size == p * CA_PHONE_NAME &&
           m->senones >= p * CA_STATES && m->senones <= CA_MAX_SENONES &&
           s[CA_SECTION_TRANSITIONS].size == p * CA_STATES * 4 &&
           s[CA_SECTION_MEANS].size == gaussians * 2 + CA_FEATURE_DIM * 4 &&
           s[CA_SECTION_DEVIATIONS].size == gaussians * 2 &&
           s[CA_SECTION_WEIGHTS].size == m->senones * CA_STREAMS * CA_GAUSSIANS &&
           s[CA_SECTION_SEQUENCES].size % (2 * CA_STATES) == 0 &&
           s[CA_SECTION_TRIPHONES].size == 4 * p * p * p * 2 && s[CA_SECTION_WORDS].size % 4 == 0;
}

static bool ids_fit(const ca_model *m)
{
    const ca_section_view *s = m->sections;
    for (size_t i = 0; i < m->senones; i++)
        if (s[CA_SECTION_SENONES].data[i] >= m->phones)
            return false;
    size_t values = s[CA_SECTION_SEQUENCES].size / 2;
    for (size_t i = 0; i < values; i++)
        if (ca_read_u16(s[CA_SECTION_SEQUENCES].data + 2 * i) >= m->senones)
            return false;
    for (size_t i = 0; i < s[CA_SECTION_TRIPHONES].size / 2; i++) {
        unsigned sequence = ca_read_u16(s[CA_SECTION_TRIPHONES].data + 2 * i);
        if (sequence != CA_NO_SEQUENCE && sequence >= values / CA_STATES)
            return false;
    }
    return true;
}

/* One entry of the dictionary: a word, NUL, and pronunciations of known phones. */
static bool entry_fits(const ca_model *m, size_t offset)
{
    ca_section_view e = m->sections[CA_SECTION_ENTRIES];
    if (offset >= e.size)
        return false;
    const unsigned char *end = e.data + e.size;
    const unsigned char *at = memchr(e.data + offset, '\0', e.size - offset);
    if (!at || ++at == end)
        return false;
    for (unsigned variants = *at++; variants > 0; variants--) {
        if (at == end || *at == 0 || (size_t)(end - at) < 1u + *at)
            return false;
        for (unsigned i = 1; i <= *at; i++)
            if (at[i] >= m->phones)
                return false;
        at += 1 + *at;
    }
    return true;
}

static bool names_fit(const ca_model *m)
{
    for (size_t i = 0; i < m->phones; i++)
        if (m->sections[CA_SECTION_PHONES].data[(i + 1) * CA_PHONE_NAME - 1] != '\0')
            return false;
    return true;
}

static bool dictionary_fits(const ca_model *m)
{
    ca_section_view words = m->sections[CA_SECTION_WORDS];
    for (size_t i = 0; i < words.size / 4; i++)
        if (!entry_fits(m, ca_read_u32(words.data + 4 * i)))
            return false;
    return true;
}

static float read_f32(const unsigned char *at)
{
    uint32_t bits = ca_read_u32(at);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static bool read_transitions(ca_model *m)
{
    const unsigned char *data = m->sections[CA_SECTION_TRANSITIONS].data;
    for (size_t i = 0; i < m->phones * CA_STATES; i++) {
        float stay = read_f32(data + 4 * i);
        if (!(stay < -1e-6f && stay > -50))
            return false;
        m->stay[i] = stay;
        m->leave[i] = (float)ca_ln(1 - ca_exp(stay));
    }
    return true;
}

static bool read_gaussian(const ca_model *m, size_t index, const float *step,
                          ca_gaussian_group *group, unsigned lane)
{
    const unsigned char *means = m->sections[CA_SECTION_MEANS].data + 2 * CA_STREAM_DIM * index;
    const unsigned char *variances =
        m->sections[CA_SECTION_DEVIATIONS].data + 2 * CA_STREAM_DIM * index;
    double constant = -0.5 * CA_STREAM_DIM * 1.8378770664093453; /* ln 2π */
    for (unsigned d = 0; d < CA_STREAM_DIM; d++) {
        float mean = (float)(int16_t)ca_read_u16(means + 2 * d) * step[d];
        double variance =
            ((double)ca_read_u16(variances + 2 * d) - CA_VARIANCE_ZERO) / CA_VARIANCE_STEPS;
        if (!(fabsf(mean) < 1e6f))
            return false;
        group->mean[d][lane] = mean;
        group->precision[d][lane] = (float)(0.5 * ca_exp(-variance));
        constant -= 0.5 * variance;
    }
    group->constant[lane] = (float)constant;
    return true;
}

static bool read_gaussians(ca_model *m)
{
    size_t count = m->phones * CA_STREAMS * CA_GAUSSIANS;
    float step[CA_FEATURE_DIM];
    for (size_t i = 0; i < CA_FEATURE_DIM; i++)
        step[i] = read_f32(m->sections[CA_SECTION_MEANS].data + 2 * CA_STREAM_DIM * count + 4 * i);
    for (size_t i = 0; i < count; i++) {
        size_t stream = i / CA_GAUSSIANS % CA_STREAMS;
        if (!read_gaussian(m, i, step + stream * CA_STREAM_DIM, &m->groups[i / CA_LANES],
                           i % CA_LANES))
            return false;
    }
    return true;
}

static void read_weights(ca_model *m)
{
    float linear[256];
    for (int w = 0; w < 256; w++) /* 1.0001^(−1024·w) */
        linear[w] = (float)ca_exp(-1024.0 * w * 9.9995000333308335e-05);
    const unsigned char *data = m->sections[CA_SECTION_WEIGHTS].data;
    for (size_t row = 0; row < m->senones * CA_STREAMS; row++) {
        const unsigned char *in = data + row * CA_GAUSSIANS;
        float *out = m->weights + row * CA_GAUSSIANS;
        double sum = 0;
        for (size_t g = 0; g < CA_GAUSSIANS; g++)
            sum += (double)linear[in[g]];
        for (size_t g = 0; g < CA_GAUSSIANS; g++)
            out[g] = (float)((double)linear[in[g]] / (sum > 0 ? sum : 1));
    }
}

static bool find_fillers(ca_model *m)
{
    int silence = ca_model_phone(m, ca_str_of("SIL"));
    int noise = ca_model_phone(m, ca_str_of("+NSN+"));
    m->silence = (uint8_t)silence;
    m->noise = (uint8_t)noise;
    return silence >= 0 && noise >= 0;
}

static capalign_code check(ca_model *m, capalign_error *error)
{
    m->phones = m->sections[CA_SECTION_PHONES].size / CA_PHONE_NAME;
    m->senones = m->sections[CA_SECTION_SENONES].size;
    if (!sizes_fit(m))
        return damaged(error, "a section has the wrong size");
    if (!names_fit(m) || !find_fillers(m))
        return damaged(error, "the phones have no proper names");
    if (!ids_fit(m))
        return damaged(error, "a state is out of range");
    if (!dictionary_fits(m))
        return damaged(error, "a word of the dictionary is broken");
    return CAPALIGN_OK;
}

static capalign_code unpack(ca_model *m, capalign_error *error)
{
    size_t states = m->phones * CA_STATES;
    m->stay = calloc(2 * states, sizeof *m->stay);
    m->groups = calloc(m->phones * CA_STREAMS * CA_FULL_GROUPS, sizeof *m->groups);
    m->weights = calloc(m->senones * CA_STREAMS * CA_GAUSSIANS, sizeof *m->weights);
    if (!m->stay || !m->groups || !m->weights)
        return ca_fail_memory(error);
    m->leave = m->stay + states;
    if (!read_transitions(m) || !read_gaussians(m))
        return damaged(error, "a number is out of range");
    read_weights(m);
    return CAPALIGN_OK;
}

capalign_code ca_model_open(const void *bytes, size_t size, ca_model **out, capalign_error *error)
{
    *out = NULL;
    ca_model *m = calloc(1, sizeof *m);
    if (!m)
        return ca_fail_memory(error);
    capalign_code code = read_header(m, bytes, size, error);
    if (code == CAPALIGN_OK)
        code = check(m, error);
    if (code == CAPALIGN_OK)
        code = unpack(m, error);
    if (code != CAPALIGN_OK) {
        ca_model_free(m);
        return code;
    }
    *out = m;
    return CAPALIGN_OK;
}
