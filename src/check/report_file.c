/* A report in a file: whole or not at all. */
#include <capalign/check.h>

#include "base/error.h"
#include "base/file.h"

capalign_code capalign_report_write_file(const char *format,
                                         const capalign_check_result *const *results, size_t count,
                                         const capalign_report_options *options, const char *path,
                                         capalign_error *error)
{
    ca_writer *writer;
    capalign_code code = ca_writer_open(path, &writer, error);
    if (code != CAPALIGN_OK)
        return ca_fail_file(error, code, path);
    code = capalign_report_write(format, results, count, options, ca_writer_write, writer, error);
    if (code == CAPALIGN_OK || code == CAPALIGN_E_IO) /* the writer knows why it failed */
        return ca_writer_commit(writer, true, error);
    ca_writer_abort(writer);
    return ca_fail_file(error, code, path);
}
