/* An alignment to files. */
#include <string.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "pipeline/alignment.h"
#include "pipeline/path.h"
#include "pipeline/put_file.h"

static int to_buffer(void *context, const char *bytes, size_t size)
{
    ca_strbuf *buffer = context;
    ca_strbuf_add(buffer, bytes, size);
    return buffer->failed ? -1 : 0;
}

/* `format` is word-level; NULL: what the extension means, where .json means words, since an
 * alignment is asked for and not a track. */
static capalign_code render(const capalign_alignment *alignment, const char *path,
                            const char *format, ca_strbuf *bytes, capalign_error *error)
{
    if (!format)
        format = capalign_words_format_of_path(path);
    capalign_code code;
    if (format) {
        code = capalign_words_write(alignment, format, to_buffer, bytes, error);
    } else if ((format = capalign_caption_format_of_path(path))) {
        code = capalign_caption_write(alignment->track, format, to_buffer, bytes, NULL, error);
    } else {
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "no format has this extension; use .srt, .vtt, .json, .TextGrid or .ctm");
    }
    return bytes->failed ? ca_fail_memory(error) : code;
}

static capalign_code put(const char *path, ca_str bytes, bool force, capalign_file_state *state,
                         capalign_error *error)
{
    ca_arena arena = {0};
    ca_written written = {0};
    char *folder = ca_arena_copy(&arena, ca_path_folder(path));
    capalign_code code = folder ? ca_written_load(folder, &written, error) : ca_fail_memory(error);
    if (code == CAPALIGN_OK)
        code = ca_put_file(&written, path, bytes, force, false, state, error);
    ca_written_free(&written);
    ca_arena_free(&arena);
    return code;
}

capalign_code capalign_alignment_write_words(const capalign_alignment *alignment, const char *path,
                                             const char *format, bool force,
                                             capalign_file_state *state, capalign_error *error)
{
    capalign_file_state ignored;
    state = state ? state : &ignored;
    *state = CAPALIGN_FILE_FAILED;
    ca_strbuf bytes = {0};
    capalign_code code = render(alignment, path, format, &bytes, error);
    if (code == CAPALIGN_OK)
        code = put(path, ca_strbuf_view(&bytes), force, state, error);
    ca_strbuf_free(&bytes);
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, path);
}

capalign_code capalign_alignment_write(const capalign_alignment *alignment, const char *path,
                                       bool force, capalign_file_state *state,
                                       capalign_error *error)
{
    return capalign_alignment_write_words(alignment, path, NULL, force, state, error);
}
