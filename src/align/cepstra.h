/* Band powers to the 39 values a frame that the Gaussians score: noise reduction where it helps,
 * cepstra, mean normalisation, first and second differences. */
#ifndef CA_ALIGN_CEPSTRA_H
#define CA_ALIGN_CEPSTRA_H

#include <stdbool.h>

#include "align/features.h"
#include "align/model.h"

typedef struct ca_cepstra ca_cepstra;

/* Over how much sound the means that are taken off are found. */
typedef enum ca_means {
    CA_MEANS_WIDE, /* two minutes: the steadier ones */
    CA_MEANS_NEAR, /* half a minute: speech keeps its own beside minutes of music or applause */
} ca_means;

/* Looks over all frames (which must stay) and decides on noise reduction and means. */
capalign_code ca_cepstra_create(const ca_features *features, ca_means means, ca_cepstra **out,
                                capalign_error *error);
void ca_cepstra_free(ca_cepstra *cepstra);
size_t ca_cepstra_frames(const ca_cepstra *cepstra);
/* Whether stationary noise was found and reduced. */
bool ca_cepstra_noisy(const ca_cepstra *cepstra);

/* The frames first … first+count-1, CA_FEATURE_DIM values each. Any thread may call it. */
void ca_cepstra_read(const ca_cepstra *cepstra, size_t first, size_t count, float *out);

#endif
