/* Checking files and bytes: the public entry. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "caption/formats.h"
#include "check/check.h"

/* Reads the captions in the format of the path's extension, or of the content. */
static capalign_code read_track(const char *bytes, size_t size, const char *path,
                                capalign_track **track, capalign_error *error)
{
    const char *format = path ? capalign_caption_format_of_path(path) : NULL;
    const capalign_caption_read_options options = {.format = format};
    capalign_code code = capalign_caption_parse(bytes, size, &options, track, error);
    if (code != CAPALIGN_OK)
        return code;
    const ca_caption_format *found = (*track)->format;
    if (found == &ca_format_srt || found == &ca_format_webvtt)
        return CAPALIGN_OK;
    code = ca_fail(error, CAPALIGN_E_INPUT, "it is a %s file; SRT and WebVTT files are checked",
                   found->name);
    capalign_track_destroy(*track);
    return code;
}

static capalign_code check_track(const char *path, const capalign_track *track,
                                 const capalign_check_options *options, capalign_check_result **out,
                                 capalign_error *error)
{
    capalign_check_config *standard = NULL;
    const capalign_check_config *config = options ? options->config : NULL;
    capalign_code code = CAPALIGN_OK;
    if (!config) {
        code = capalign_check_config_create(&standard, error);
        config = standard;
    }
    ca_check check = {0};
    if (code == CAPALIGN_OK) {
        code = ca_check_run(&check, path, track, config)
                   ? ca_check_result_make(&check, options, out, error)
                   : ca_fail_memory(error);
        ca_check_free(&check);
    }
    capalign_check_config_destroy(standard);
    return code;
}

capalign_code capalign_check_bytes(const char *bytes, size_t size, const char *path,
                                   const capalign_check_options *options,
                                   capalign_check_result **out, capalign_error *error)
{
    capalign_track *track;
    capalign_error failed;
    capalign_code code = read_track(bytes, size, path, &track, &failed);
    if (code == CAPALIGN_E_MEMORY)
        return ca_fail_memory(error);
    if (code != CAPALIGN_OK) {
        ca_fail_file(&failed, code, path ? path : "");
        return ca_check_result_of_error(path ? path : "", &failed, out, error);
    }
    code = check_track(path ? path : "", track, options, out, error);
    capalign_track_destroy(track);
    return code;
}

capalign_code capalign_check_file(const char *path, const capalign_check_options *options,
                                  capalign_check_result **out, capalign_error *error)
{
    char *bytes;
    size_t size;
    capalign_error failed;
    capalign_code code = ca_file_read(path, CAPALIGN_CAPTION_MAX_BYTES, &bytes, &size, &failed);
    if (code == CAPALIGN_E_MEMORY)
        return ca_fail_memory(error);
    if (code != CAPALIGN_OK) {
        ca_fail_file(&failed, code, path);
        return ca_check_result_of_error(path, &failed, out, error);
    }
    code = capalign_check_bytes(bytes, size, path, options, out, error);
    free(bytes);
    return code;
}
