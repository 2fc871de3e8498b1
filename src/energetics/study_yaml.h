/* Inside the reader of chepath.yaml: what its two files share. */
#ifndef ENERGETICS_STUDY_YAML_H
#define ENERGETICS_STUDY_YAML_H

#include "energetics/intake.h"
#include "io/yaml.h"

typedef struct {
    intake *in;
    const yaml *file;
    const char *path;
    const char *folder; // it lies in
    const char *root;   // that the paths of states start from
    chp_diag *diag;
} study_reader;

/* The lists of a catalyst; gases are like states. */
typedef enum { STUDY_STATES, STUDY_TRANSITION_STATES, STUDY_BULK } study_list;

/* One list of a catalyst, or the gases where it is NULL. True without a `map`. */
bool study_yaml_states(study_reader *r, const yaml_node *map, const char *catalyst,
                       study_list which);

#endif
