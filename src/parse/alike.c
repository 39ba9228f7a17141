/* alike.c - words for one kind of event.  Layer: parse. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/alike.h"

#include <string.h>

/* Words for one kind of event, so that "the shooting" can be "the attack" that was told of before. */
static const char *const ALIKE[][22] = {
    { "attack",    "assault",  "bombing",  "blast",    "explosion", "explode",  "detonate", "strike",
      "airstrike", "raid",     "ambush",   "shooting", "shoot",     "shootout", "massacre", "shelling",
      "bomb",      "incident", "stabbing", "stab",     "gunfire",   NULL },
    { "killing", "murder", "assassination", "kill", "assassinate", "slay", "slaying", "death", "die", NULL },
    { "protest", "demonstration", "rally", "march", "demonstrate", "riot", "unrest", "protester", NULL },
    { "talk", "meeting", "meet", "summit", "negotiation", "conversation", NULL },
    { "coup", "takeover", "putsch", NULL },
    { "kidnapping", "abduction", "kidnap", "abduct", "hijacking", "hijack", NULL },
    { "agreement", "deal", "accord", "pact", "treaty", "truce", "ceasefire", "cease-fire", "agree", NULL },
    { "invasion", "offensive", "incursion", "operation", "invade", NULL },
    { "clash", "fighting", "battle", "firefight", "fight", NULL },
    { "arrest", "detention", "detain", "capture", NULL },
    { "resignation", "resign", "departure", "ouster", "oust", "dismissal", "dismiss", "sack", "sacking",
      "fire", "firing", NULL },
    { "sentence", "sentencing", "verdict", "conviction", "convict", "ruling", "rule", "judgment", "judgement",
      NULL },
    { "execution", "execute", "hanging", "hang", NULL },
    { "withdrawal", "withdraw", "pullout", "pull", NULL },
    { "vote", "referendum", "poll", "ballot", NULL },
    { "visit", "trip", "tour", NULL },
};

/* What an attack does to people: told of later, it is the attack that the story is about. */
static const char *const HARMS[] = { "kill", "wound", "injure", "hurt", "die", "maim", NULL };

bool dl__is_attack(const dl_document *d, int32_t t)
{
    return dl__token_in(d, t, ALIKE[0]);
}

/* The families of force, protest, coup, kidnapping and fight. */
bool dl__is_unrest(const dl_document *d, int32_t t)
{
    static const unsigned char FAMILY[] = { 0, 2, 4, 5, 8 };
    for (size_t i = 0; i < sizeof FAMILY; i++)
        if (dl__token_in(d, t, ALIKE[FAMILY[i]]))
            return true;
    return false;
}

bool dl__is_harm(const dl_document *d, int32_t t)
{
    return dl__token_in(d, t, HARMS);
}

bool dl__alike(const dl_document *d, uint32_t a, uint32_t b)
{
    if (d->tokens[b].upos != DL_UPOS_NOUN && d->tokens[b].upos != DL_UPOS_VERB)
        return false;
    if (strcmp(d->tokens[a].lemma, d->tokens[b].lemma) == 0)
        return true;
    for (size_t i = 0; i < sizeof ALIKE / sizeof ALIKE[0]; i++)
        if (dl__token_in(d, (int32_t)a, ALIKE[i]))
            return dl__token_in(d, (int32_t)b, ALIKE[i]);
    return false;
}

/* "the attack", "his murder": the reader knows of it. */
bool dl__is_definite(const dl_document *d, uint32_t t)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling)
        if ((d->syn[c].dep == DL__DEP_det && (dl__token_is(d, c, "the") || dl__token_is(d, c, "this") ||
                                              dl__token_is(d, c, "that") || dl__token_is(d, c, "both"))) ||
            (d->syn[c].dep == DL__DEP_nmod && d->syn[c].sub == DL__SUB_poss))
            return true;
    return false;
}
