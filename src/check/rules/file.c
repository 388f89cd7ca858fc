/* Findings about the file as a whole and about the checking itself. */
#include "check/rules.h"

const ca_rule ca_rules_file[] = {
    {.about = {.code = "suppression-unknown",
               .title = "a NOTE capalign-disable that names no rule",
               .why = "what it was to silence is told all the same, or it was renamed",
               .formats = "vtt",
               .severity = CAPALIGN_WARNING,
               .enabled = true,
               .bad = "NOTE capalign-disable max-speed",
               .good = "NOTE capalign-disable max-reading-speed"},
     .message = "there is no rule %t; `capalign check --rules` lists them"},
};
const size_t ca_rules_file_count = sizeof ca_rules_file / sizeof ca_rules_file[0];
