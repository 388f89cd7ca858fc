/* Files beside a medium that go with it by their name, as players look for subtitles: <stem>.srt,
 * <stem>.<language>.srt, <stem>.<language>.sdh.srt. */
#ifndef CA_PIPELINE_BESIDE_H
#define CA_PIPELINE_BESIDE_H

#include "pipeline/job.h"

typedef struct ca_beside {
    const char *path;     /* in the job's arena; NULL: there is none */
    const char *language; /* that its name says, or "" */
    const char *note;     /* where there was a choice */
} ca_beside;

/* Finds the file with one of the extensions (space-separated, lower case) that goes with the clip's
 * medium, in the language that is wanted most. Files that capalign wrote are passed over. */
capalign_code ca_beside_find(ca_job *job, const capalign_job_clip *clip, const char *extensions,
                             ca_beside *out, capalign_error *error);

/* Reads what stands between a medium's stem and the extension of a caption file: "", ".en",
 * ".en.sdh"; *language is the part of it that names one, or empty. False when it is another file's
 * name. */
bool ca_beside_middle(ca_str middle, ca_str *language);

#endif
