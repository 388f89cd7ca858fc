/* Paths in reports. */
#ifndef CA_CHECK_REPORTS_PATHS_H
#define CA_CHECK_REPORTS_PATHS_H

#include "base/strbuf.h"

/* Adds the path as reports show it: relative to `root` (may be NULL) where it lies below that
 * folder, and without "." and empty parts. Links are not followed, so ".." stays. */
void ca_report_add_path(ca_strbuf *out, const char *path, const char *root);
/* Adds a relative path as a relative URI (RFC 3986), an absolute one as file://; all but unreserved
 * characters and '/' are percent-encoded, byte by byte. */
void ca_report_add_uri(ca_strbuf *out, ca_str path);

#endif
