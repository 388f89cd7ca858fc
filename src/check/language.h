/* The language of captions: what the file's name says, and what the text looks like. */
#ifndef CA_CHECK_LANGUAGE_H
#define CA_CHECK_LANGUAGE_H

#include "check/check.h"

/* The language in a name such as talk.pt-BR.vtt or talk.en.sdh.srt, as two small letters where it
 * has such a code, else three; "" for none. */
void ca_language_of_path(const char *path, char language[4]);
/* Where that language part stands in the path; size 0: none. */
ca_str ca_language_part(const char *path);
/* Whether the text is surely in another language than `claimed`: found[] then is its code, or the
 * name of its script. False where there is too little text, or a doubt. False without memory too,
 * and check->no_memory is set. */
bool ca_language_differs(ca_check *check, const char *claimed, char found[9]);

#endif
