/* An alignment to files. */
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "pipeline/alignment.h"
#include "pipeline/path.h"
#include "pipeline/put_file.h"

/* `format` is word-level; NULL: what the extension means, where .json means words, since an
 * alignment is asked for and not a track. */
static capalign_code render(const capalign_alignment *alignment, const char *path,
                            const char *format, ca_strbuf *bytes, capalign_error *error)
{
    if (!format)
        format = capalign_words_format_of_path(path);
    capalign_code code;
    if (format) {
        code = capalign_words_write(alignment, format, ca_strbuf_sink, bytes, error);
    } else if ((format = capalign_caption_format_of_path(path))) {
        code = capalign_caption_write(alignment->track, format, ca_strbuf_sink, bytes, NULL, error);
    } else {
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "no format has this extension; use .srt, .vtt, .json, .TextGrid or .ctm");
    }
    return bytes->failed ? ca_fail_memory(error) : code;
}

/* Into a device or pipe, of which no journal is kept. */
static capalign_code pour(const char *path, ca_str bytes, capalign_file_state *state,
                          capalign_error *error)
{
    ca_writer *writer;
    capalign_code code = ca_writer_open(path, &writer, error);
    if (code != CAPALIGN_OK)
        return code;
    ca_writer_write(writer, bytes.data, bytes.size);
    code = ca_writer_commit(writer, true, error);
    *state = code == CAPALIGN_OK ? CAPALIGN_FILE_WRITTEN : CAPALIGN_FILE_FAILED;
    return code;
}

static bool is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static capalign_code put(const char *path, ca_str bytes, bool force, capalign_file_state *state,
                         capalign_error *error)
{
    if (is_special(path))
        return pour(path, bytes, state, error);
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
