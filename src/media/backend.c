#include "media/module.h"
