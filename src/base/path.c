#include "base/path.h"

static str without_slashes(str path)
{
    while (path.len > 1 && path.at[path.len - 1] == '/')
        path.len--;
    return path;
}

static size_t name_start(str path)
{
    size_t i = path.len;
    while (i > 0 && path.at[i - 1] != '/')
        i--;
    return i;
}

const char *path_join(arena *a, const char *folder, const char *name)
{
    str front = str_of(folder), back = str_of(name);
    bool has_slash = str_ends(front, STR("/"));
    char *path = arena_new(a, char, front.len + !has_slash + back.len + 1);
    memcpy(path, front.at, front.len);
    path[front.len] = '/';
    memcpy(path + front.len + !has_slash, back.at, back.len);
    return path;
}

str path_name(const char *path)
{
    str whole = without_slashes(str_of(path));
    str name = str_from(whole, name_start(whole));
    return name.len > 0 ? name : whole; // of the root itself
}

const char *path_folder(arena *a, const char *path)
{
    str whole = without_slashes(str_of(path));
    str folder = { whole.at, name_start(whole) };
    return folder.len > 0 ? arena_str(a, without_slashes(folder)) : ".";
}

const char *path_from(arena *a, const char *folder, str path)
{
    while (str_starts(path, STR("./")))
        path = str_from(path, 2);
    bool is_here = !folder || str_eq(str_of(folder), STR("."));
    if (is_here || str_starts(path, STR("/")))
        return arena_str(a, path);
    if (path.len == 0 || str_eq(path, STR(".")))
        return arena_str(a, str_of(folder));
    str front = without_slashes(str_of(folder));
    return arena_print(a, "%.*s/%.*s", (int)front.len, front.at, (int)path.len,
                       path.at);
}
