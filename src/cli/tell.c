#include "tell.h"

#include <limits.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include <capalign/batch.h>

#include "report.h"
#include "text.h"

int cli_read_tell(cli_session *cli, const char *descriptor)
{
    uint64_t number;
    if (!cli_read_number(descriptor, INT_MAX, &number) || number <= STDERR_FILENO)
        return cli_fail_usage(cli, "--tell is \"%s\"; expected a descriptor above 2", descriptor);
    cli->tell = (int)number;
    return CLI_EXIT_SURE;
}

/* What cannot be told is not known to the batch, which then does the work again. */
static void tell(const cli_session *cli, char what, const char *text)
{
    const struct iovec record[] = {{&what, 1}, {(void *)(uintptr_t)text, strlen(text) + 1}};
    if (cli->tell && writev(cli->tell, record, CLI_COUNT(record)) < 0)
        return;
}

void cli_tell_file(const cli_session *cli, const char *path)
{
    tell(cli, CAPALIGN_BATCH_TELLS_FILE, path);
}

void cli_tell_error(const cli_session *cli, capalign_code code)
{
    tell(cli, CAPALIGN_BATCH_TELLS_ERROR, capalign_code_name(code));
}
