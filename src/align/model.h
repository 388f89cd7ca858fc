/* The acoustic model in memory: phones, their Gaussians, tied states, and the dictionary.
 *
 * A phone is a byte, its index in the model. It has three states, left to right. Each phone owns
 * 128 diagonal Gaussians for each of three streams of 13 values; a senone (tied state) is a set of
 * weights over the Gaussians of its phone. Senones 3p … 3p+2 are phone p without context. */
#ifndef CA_ALIGN_MODEL_H
#define CA_ALIGN_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "align/model_format.h"
#include "base/error.h"
#include "base/utf8.h"

enum {
    CA_LANES = 8, /* Gaussians that are scored side by side */
    CA_FULL_GROUPS = CA_GAUSSIANS / CA_LANES,
    CA_FEATURE_DIM = CA_STREAMS * CA_STREAM_DIM,
};

/* Where a phone stands in its word; the numbers of the model's own files. */
enum ca_position {
    CA_INSIDE,
    CA_BEGIN,
    CA_END,
    CA_SINGLE,
};

/* Eight Gaussians of one phone and stream: ln N(x) = constant − Σ_d (x_d − mean_d)²·precision_d,
 * with precision = 1/(2σ²) and constant = −½ Σ ln 2πσ². */
typedef struct ca_gaussian_group {
    float mean[CA_STREAM_DIM][CA_LANES];
    float precision[CA_STREAM_DIM][CA_LANES];
    float constant[CA_LANES];
} ca_gaussian_group;

typedef struct ca_model ca_model;

/* Reads a packed model. `bytes` must stay as they are until ca_model_free. What is not a packed
 * model, damaged, or of another version is CAPALIGN_E_INPUT. */
capalign_code ca_model_open(const void *bytes, size_t size, ca_model **out, capalign_error *error);
void ca_model_free(ca_model *model);

/* The licence of the model's data. */
ca_str ca_model_notice(const ca_model *model);
size_t ca_model_phone_count(const ca_model *model);
/* The name of a phone, "AA" … "ZH", "SIL", "+NSN+"; phone < ca_model_phone_count. */
const char *ca_model_phone_name(const ca_model *model, uint8_t phone);
/* The phone of that name, or -1. */
int ca_model_phone(const ca_model *model, ca_str name);

/* A pronunciation: phones that belong to the model, or to whoever made it. */
typedef struct ca_pronunciation {
    const uint8_t *phones;
    size_t count;
} ca_pronunciation;

/* The first `max` pronunciations of a word (lower case, as cmudict spells it: "don't"); returns
 * how many there are in the dictionary, 0 for an unknown word. */
size_t ca_model_lookup(const ca_model *model, ca_str word, ca_pronunciation *out, size_t max);

/* For score.c and the graphs. */
size_t ca_model_senone_count(const ca_model *model);
/* ln of the probability that a state (0 to 2) of the phone is kept, and that it is left. */
float ca_model_stay(const ca_model *model, uint8_t phone, unsigned state);
float ca_model_leave(const ca_model *model, uint8_t phone, unsigned state);
/* The three senones of a phone in its context; the position is tried first, then the others, then
 * the phone without context. */
void ca_model_triphone(const ca_model *model, enum ca_position position, uint8_t phone,
                       uint8_t left, uint8_t right, uint16_t senones[CA_STATES]);
/* The phone whose Gaussians a senone shares. */
uint8_t ca_model_owner(const ca_model *model, uint16_t senone);
/* CA_FULL_GROUPS groups, in the model's order. */
const ca_gaussian_group *ca_model_gaussians(const ca_model *model, uint8_t phone, unsigned stream);
/* CA_GAUSSIANS weights that sum up to 1. */
const float *ca_model_weights(const ca_model *model, uint16_t senone, unsigned stream);
bool ca_model_is_filler(const ca_model *model, uint8_t phone);
uint8_t ca_model_silence(const ca_model *model);
/* The phone of coughs, breaths and knocks. */
uint8_t ca_model_noise(const ca_model *model);

#endif
