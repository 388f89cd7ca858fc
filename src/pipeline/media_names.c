#include "pipeline/media_names.h"

#include "pipeline/path.h"

const char ca_media_extensions[] =
    "mp4 m4v mov mkv webm avi mpg mpeg ts m2ts mts flv wmv ogv 3gp 3g2 mxf vob "
    "mp3 m4a m4b aac ogg oga opus wav flac aif aiff wma mka amr caf";

bool ca_is_media_name(const char *name)
{
    return ca_path_has_extension(name, ca_media_extensions);
}
