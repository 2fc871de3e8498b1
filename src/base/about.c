#include "chepath/about.h"

#include <archive.h>
#include <cairo.h>
#include <hdf5.h>
#include <jansson.h>
#include <libfyaml.h>
#include <libxml/xmlversion.h>
#include <openblas_config.h>
#include <pango/pango-features.h>
#include <sqlite3.h>
#include <string.h>
#include <zlib.h>

#define DOTTED(major, minor, patch) TEXT(major) "." TEXT(minor) "." TEXT(patch)
#define TEXT(number)                TEXT_(number)
#define TEXT_(number)               #number

/* Those that are linked are asked. Those that are loaded when first needed are not,
 * for that would load them: theirs is the version that we were built with. */
static const struct {
    const char *name;
    const char *(*ask)(void);
    const char *version;
} libraries[] = {
    { "libxml2", NULL, LIBXML_DOTTED_VERSION },
    { "libfyaml", fy_library_version, NULL },
    { "jansson", NULL, JANSSON_VERSION },
    { "zlib", zlibVersion, NULL },
    { "libarchive", NULL, ARCHIVE_VERSION_ONLY_STRING },
    { "SQLite", sqlite3_libversion, NULL },
    { "HDF5", NULL, DOTTED(H5_VERS_MAJOR, H5_VERS_MINOR, H5_VERS_RELEASE) },
    { "OpenBLAS", NULL, OPENBLAS_VERSION },
    { "Cairo", NULL, CAIRO_VERSION_STRING },
    { "Pango", NULL, PANGO_VERSION_STRING },
};

bool chp_library_get(size_t i, chp_library *out)
{
    if (i >= sizeof libraries / sizeof *libraries)
        return false;
    const char *version = libraries[i].ask ? libraries[i].ask() : libraries[i].version;
    version += strcspn(version, "0123456789"); // some say their name, too
    *out = (chp_library){ libraries[i].name, version };
    return true;
}
