#include "caption/formats.h"
static int sniff(ca_str t)
{
    (void)t;
    return 0;
}
const ca_caption_format ca_format_json = {.name = "json", .extensions = "json", .sniff = sniff};
