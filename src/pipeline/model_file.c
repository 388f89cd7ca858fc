#include "pipeline/model_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/place.h"

#define MODEL_NAME "en-us.capalign-model"

/* Four times what it has, so that a wrong file is not read for long. */
enum { MAX_MODEL_BYTES = 32 << 20 };

/* Where it may lie, seen from the library's folder. */
static const char *const places[] = {"", "../share/capalign/", "../../share/capalign/"};

static capalign_code find_model(char path[], size_t capacity, capalign_error *error)
{
    char folder[PATH_MAX];
    ca_library_folder(folder);
    for (size_t i = 0; folder[0] && i < sizeof places / sizeof places[0]; i++) {
        snprintf(path, capacity, "%s%s" MODEL_NAME, folder, places[i]);
        if (access(path, F_OK) == 0)
            return CAPALIGN_OK;
    }
    snprintf(path, capacity, "%s", CAPALIGN_DATA_DIR "/" MODEL_NAME);
    if (access(path, F_OK) == 0)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_MISSING,
                   "the acoustic model " MODEL_NAME " is neither beside the library in %s nor in "
                   "%s; install capalign again",
                   folder, CAPALIGN_DATA_DIR);
}

capalign_code ca_model_file_open(ca_model_file *out, capalign_error *error)
{
    *out = (ca_model_file){0};
    char path[PATH_MAX + 64];
    capalign_code code = find_model(path, sizeof path, error);
    if (code != CAPALIGN_OK)
        return code;
    size_t size;
    code = ca_file_read(path, MAX_MODEL_BYTES, &out->bytes, &size, error);
    if (code == CAPALIGN_OK)
        code = ca_model_open(out->bytes, size, &out->model, error);
    if (code == CAPALIGN_OK)
        return code;
    ca_model_file_close(out);
    /* Whatever is wrong with it, it is capalign's installation that is broken. */
    if (code == CAPALIGN_E_INPUT || code == CAPALIGN_E_LIMIT) {
        code = CAPALIGN_E_MISSING;
        if (error)
            error->code = code;
    }
    return ca_fail_file(error, code, path);
}

void ca_model_file_close(ca_model_file *file)
{
    ca_model_free(file->model);
    free(file->bytes);
    *file = (ca_model_file){0};
}
