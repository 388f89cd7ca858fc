/* The JSON form of a track; docs/formats-json.md describes it and is stable. */
#ifndef CA_CAPTION_JSON_H
#define CA_CAPTION_JSON_H

#include "caption/track.h"

/* Names of an enum's values, in their order; ends in NULL. */
extern const char *const ca_json_vertical[];
extern const char *const ca_json_align[];
extern const char *const ca_json_line_align[];
extern const char *const ca_json_position_align[];

/* A JSON string with its quotes; `text` is UTF-8. */
void ca_json_add_string(ca_output *output, ca_str text);
void ca_json_add_integer(ca_output *output, int64_t value);
/* The shortest number that reads back as the same double, whatever the locale; `value` is finite.
 * False without memory. */
bool ca_json_add_number(ca_output *output, double value);

capalign_code ca_json_write(const capalign_track *track, ca_output *output, capalign_losses *losses,
                            capalign_error *error);
/* Reads the source of the track and drops it: nothing of JSON is written back as it was. */
capalign_code ca_json_parse(capalign_track *track, const ca_decoded *decoded,
                            capalign_error *error);

#endif
