/* The acoustic model that is installed with capalign. */
#ifndef CA_PIPELINE_MODEL_FILE_H
#define CA_PIPELINE_MODEL_FILE_H

#include "align/model.h"

typedef struct ca_model_file {
    char *bytes;
    ca_model *model;
} ca_model_file;

/* Reads the model from beside the library, from ../share/capalign of it, or from where it was to be
 * installed. CAPALIGN_E_MISSING where it is not there or damaged. */
capalign_code ca_model_file_open(ca_model_file *out, capalign_error *error);
void ca_model_file_close(ca_model_file *file);

#endif
