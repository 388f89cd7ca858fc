/* What counts as a medium by its name. */
#ifndef CA_PIPELINE_MEDIA_LIST_H
#define CA_PIPELINE_MEDIA_LIST_H

/* Extensions of media files, space-separated, in lower case, pictures with sound first. */
extern const char ca_media_extensions[];

#endif
