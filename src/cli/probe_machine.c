/* What this machine has for the work. */
#include <stdio.h>
#include <string.h>

#include <capalign/batch.h>
#include <capalign/capalign.h>

#include "batch.h"
#include "json.h"
#include "probe.h"
#include "text.h"

json_t *batch_landlock_json(void)
{
    int abi = capalign_batch_landlock();
    json_t *closed = json_array();
    for (size_t i = 0; capalign_batch_landlock_closes(abi, i); i++)
        json_array_append_new(closed, json_string(capalign_batch_landlock_closes(abi, i)));
    return json_pack("{s:i, s:o}", "abi", abi, "closes", closed);
}

void batch_describe_landlock(char *text, size_t size)
{
    int abi = capalign_batch_landlock();
    if (!abi) {
        snprintf(text, size, "none; the jobs of a batch are not confined");
        return;
    }
    size_t used = (size_t)snprintf(text, size, "version %d; closed to the jobs of a batch: ", abi);
    const char *name;
    for (size_t i = 0; used < size && (name = capalign_batch_landlock_closes(abi, i)); i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", name);
}

int cli_probe_machine(const cli_session *cli)
{
    if (cli->json)
        return cli_json_print(json_pack("{s:s, s:s, s:o}", "kind", "machine", "version",
                                        capalign_version(), "landlock", batch_landlock_json()));
    char landlock[256];
    batch_describe_landlock(landlock, sizeof landlock);
    cli_print_field("capalign", capalign_version());
    cli_print_field("Landlock", landlock);
    return CLI_EXIT_SURE;
}
