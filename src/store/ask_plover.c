/* ask_plover.c - the types and modes of PLOVER 2.0, so that a word which is none is told from one that no event has.  The test
 * tests/store/query.py holds them against data/cameo/plover.tsv. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ask_priv.h"

#include <string.h>
#include <strings.h>

static const char *const TYPES[] = { "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                     "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                     "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT", NULL };
static const char *const MODES[] = {
    "CONSULT-visit",         "CONSULT-third-party",    "CONSULT-multilateral",   "CONSULT-phone",
    "RETREAT-withdraw",      "RETREAT-release",        "RETREAT-disarm",         "RETREAT-ceasefire",
    "RETREAT-access",        "RETREAT-resign",         "REQUEST-assist",         "REQUEST-change",
    "REQUEST-yield",         "REQUEST-meet",           "ACCUSE-disapprove",      "ACCUSE-investigate",
    "ACCUSE-allege",         "REJECT-assist",          "REJECT-change",          "REJECT-yield",
    "REJECT-meet",           "THREATEN-restrict",      "THREATEN-arrest",        "THREATEN-relations",
    "THREATEN-expel",        "THREATEN-territory",     "THREATEN-violence",      "PROTEST-demo",
    "PROTEST-riot",          "PROTEST-strike",         "PROTEST-hunger",         "PROTEST-boycott",
    "PROTEST-obstruct",      "PROTEST-vandalize",      "SANCTION-convict",       "SANCTION-expel",
    "SANCTION-withdraw",     "SANCTION-discontinue",   "MOBILIZE-troops",        "MOBILIZE-weapons",
    "MOBILIZE-police",       "MOBILIZE-militia",       "COERCE-seize",           "COERCE-restrict",
    "COERCE-censor",         "COERCE-curfew",          "COERCE-martial-law",     "COERCE-arrest",
    "COERCE-deport",         "COERCE-withhold",        "COERCE-misinformation",  "COERCE-cyber",
    "ASSAULT-abduct",        "ASSAULT-beat",           "ASSAULT-torture",        "ASSAULT-sexual",
    "ASSAULT-targeted",      "ASSAULT-destroy",        "ASSAULT-primitive",      "ASSAULT-firearms",
    "ASSAULT-explosives",    "ASSAULT-suicide-attack", "ASSAULT-aerial",         "ASSAULT-drone",
    "ASSAULT-heavy-weapons", "ASSAULT-crowd-control",  "ASSAULT-unconventional", NULL
};

const char *dl__plover_type(const char *s)
{
    for (int i = 0; TYPES[i]; i++)
        if (!strcasecmp(TYPES[i], s))
            return TYPES[i];
    return NULL;
}

size_t dl__plover_type_length(const char *mode)
{
    return strcspn(mode, "-");
}

const char *dl__plover_mode(const char *s, unsigned i)
{
    for (int k = 0; MODES[k]; k++) {
        const char *mode = MODES[k] + dl__plover_type_length(MODES[k]) + 1;
        if ((!strcasecmp(MODES[k], s) || !strcasecmp(mode, s)) && i-- == 0)
            return MODES[k];
    }
    return NULL;
}

const char *dl__plover_types(void)
{
    return "AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, "
           "PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT";
}
