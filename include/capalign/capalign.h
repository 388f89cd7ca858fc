/* libcapalign: captions out of articles, clips and transcripts. This header includes all others. */
#ifndef CAPALIGN_CAPALIGN_H
#define CAPALIGN_CAPALIGN_H

#include <capalign/article.h>
#include <capalign/batch.h>
#include <capalign/caption.h>
#include <capalign/check.h>
#include <capalign/error.h>
#include <capalign/finding.h>
#include <capalign/job.h>
#include <capalign/link.h>
#include <capalign/media.h>
#include <capalign/near.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The library's version, "MAJOR.MINOR.PATCH". */
CAPALIGN_API const char *capalign_version(void);

#ifdef __cplusplus
}
#endif
#endif
