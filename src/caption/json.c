/* JSON, the format's entry: names, and telling it from others. */
#include "caption/json.h"

#include <string.h>

#include "caption/formats.h"

const char *const ca_json_vertical[] = {"", "rl", "lr", NULL};
const char *const ca_json_align[] = {"center", "start", "end", "left", "right", NULL};
const char *const ca_json_line_align[] = {"start", "center", "end", NULL};
const char *const ca_json_position_align[] = {"auto", "line-left", "center", "line-right", NULL};

static int sniff(ca_str text)
{
    enum { LOOK = 4096, SURE = 90, MAYBE = 40 };
    ca_str start = ca_str_trim((ca_str){text.data, text.size < LOOK ? text.size : LOOK});
    if (!start.size || start.data[0] != '{')
        return 0;
    return memmem(start.data, start.size, "\"cues\"", 6) ? SURE : MAYBE;
}

const ca_caption_format ca_format_json = {
    .name = "json",
    .extensions = "json",
    .sniff = sniff,
    .parse = ca_json_parse,
    .write = ca_json_write,
    .untimed = true,
};
