/* name_span.c - where a name ends.  The tagger sees words one by one; what hangs together by spelling or by the tree is one
 * name. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "parse/names.h"

void dl__name_mark(dl_document *d, uint32_t first, uint32_t end, uint8_t begin)
{
    for (uint32_t i = first; i < end; i++)
        d->tokens[i].ner = (uint8_t)(begin + (i > first));
}

uint32_t dl__name_end(const dl_document *d, uint32_t first, uint32_t limit)
{
    uint32_t end = first + 1;
    while (end < limit && d->tokens[end].ner == d->tokens[first].ner + 1)
        end++;
    return end;
}

/* Pieces of a kind without a space between them ("al-" "Sadr") are one name. */
static uint32_t join_pieces(dl_document *d, uint32_t first, uint32_t end, uint32_t limit)
{
    while (end < limit && d->tokens[end].ner == d->tokens[first].ner && !d->tokens[end - 1].space_after) {
        d->tokens[end].ner++;
        end = dl__name_end(d, first, limit);
    }
    return end;
}

/* "Velten, Anna" in quotation marks of its own, as addresses have it, is one person. */
static uint32_t join_reversed(dl_document *d, uint32_t start, uint32_t first, uint32_t end, uint32_t limit)
{
    if (first == start || end + 2 >= limit || strcmp(d->tokens[first - 1].form, "\"") != 0 ||
        strcmp(d->tokens[end].form, ",") != 0 || d->tokens[end + 1].ner != DL_NER_B_PER)
        return end;
    const uint32_t last = dl__name_end(d, end + 1, limit);
    if (last == limit || strcmp(d->tokens[last].form, "\"") != 0)
        return end;
    dl__name_mark(d, first, last, DL_NER_B_PER);
    return last;
}

/* Six and more names in a row without a particle, a point or a comma are a list of persons: two names each. */
static void part_list(dl_document *d, uint32_t first, uint32_t end)
{
    if (end - first < 6 || (end - first) % 2)
        return;
    for (uint32_t i = first; i < end; i++)
        if (!dl__name_capital(&d->tokens[i]) || strchr(d->tokens[i].form, '.'))
            return;
    for (uint32_t i = first; i < end; i += 2)
        dl__name_mark(d, i, i + 2, DL_NER_B_PER);
}

/* A word that stands twice begins another name: "Anna | Anna Velten", at the end of a letter and behind it. */
static void part_repeated(dl_document *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end; i++)
        if (strcmp(d->tokens[i].form, d->tokens[i - 1].form) == 0)
            d->tokens[i].ner = DL_NER_B_PER;
}

/* ", Inc." and the like belong to the firm; what the tagger hung on behind them does not. */
uint32_t dl__name_legal_form(dl_document *d, uint32_t first, uint32_t end, uint32_t limit)
{
    static const char *const FORMS[] = { "Inc.",  "Inc",  "Ltd.", "Ltd",  "LLC", "L.L.C.", "L.P.",
                                         "Corp.", "Corp", "Co.",  "PLC",  "plc", "GmbH",   "AG",
                                         "S.A.",  "LLP",  "LTD.", "INC.", NULL };
    const bool comma = d->tokens[end - 1].form[0] == ',';
    const uint32_t at = end - comma;
    const uint32_t form = at < limit && d->tokens[at].form[0] == ',' ? at + 1 : at;
    if (form >= limit || !dl__word_in(d->tokens[form].form, FORMS))
        return end;
    const uint32_t old = d->tokens[form].ner == DL_NER_B_ORG ? dl__name_end(d, form, limit) : form + 1;
    for (uint32_t i = form + 1; i < old; i++)
        d->tokens[i].ner = DL_NER_O;
    dl__name_mark(d, first, form + 1, DL_NER_B_ORG);
    return form + 1;
}

/* "Kolt, Inc. of Marum": what stands behind the legal form is no part of the firm, but where it is. */
static uint32_t cut_legal_form(dl_document *d, uint32_t first, uint32_t end)
{
    static const char *const FORMS[] = { "Inc.",        "Inc",          "Ltd.", "Ltd", "LLC", "L.L.C.",
                                         "L.P.",        "Corp.",        "Corp", "PLC", "plc", "LLP",
                                         "Corporation", "Incorporated", "GmbH", NULL };
    uint32_t i = end - 1;
    while (i > first && !dl__word_in(d->tokens[i].form, FORMS))
        i--;
    if (i == first || i + 1 == end)
        return end;
    const bool of = strcmp(d->tokens[i + 1].form, "of") == 0;
    if (of && strcmp(d->tokens[i].form, "Corporation") == 0)
        return end; /* of a trade or a country */
    for (uint32_t k = i + 1; k < end; k++)
        d->tokens[k].ner = DL_NER_O;
    if (of && i + 2 < end)
        dl__name_mark(d, i + 2, end, DL_NER_B_LOC);
    return i + 1;
}

/* Words with capitals from i on, "the" before them; returns their end, i where there are none. */
static uint32_t capitals(const dl_document *d, uint32_t i, uint32_t limit)
{
    const uint32_t start = i < limit && strcmp(d->tokens[i].form, "the") == 0 ? i + 1 : i;
    uint32_t end = start;
    while (end < limit && dl__name_capital(&d->tokens[end]) &&
           (d->tokens[end].upos == DL_UPOS_PROPN || d->tokens[end].upos == DL_UPOS_ADJ ||
            d->tokens[end].upos == DL_UPOS_NOUN))
        end++;
    return end == start ? i : end;
}

/* Does the word that heads [first, end) hang on one of [above, first) by the relation? */
static bool hangs_on(const dl_document *d, uint32_t sentence, uint32_t above, uint32_t first, uint32_t end,
                     const char *rel)
{
    for (uint32_t i = first; i < end; i++) {
        const dl_token *t = &d->tokens[i];
        const uint32_t head = t->head < 0 ? UINT32_MAX : sentence + (uint32_t)t->head;
        if (head < first || head >= end)
            return head >= above && head < first && strncmp(t->deprel, rel, strlen(rel)) == 0;
    }
    return false;
}

/* "Ministry" "of" "Housing and Works": what an organisation is of is part of its name. */
static uint32_t take_of(dl_document *d, uint32_t sentence, uint32_t first, uint32_t end, uint32_t limit)
{
    static const char *const OF[] = { "of", "for", NULL };
    const uint32_t of = dl__word_in(d->tokens[end - 1].form, OF) ? end - 1 : end;
    if (of == first || of >= limit || !dl__word_in(d->tokens[of].form, OF))
        return end;
    const uint32_t more = capitals(d, of + 1, limit);
    if (more == of + 1 || !hangs_on(d, sentence, first, of + 1, more, "nmod"))
        return end;
    uint32_t last = more;
    if (more + 1 < limit && strcmp(d->tokens[more].form, "and") == 0 && d->tokens[more + 1].ner % 2 == 0) {
        const uint32_t other = capitals(d, more + 1, limit);
        if (other > more + 1 && hangs_on(d, sentence, first, more, other, "conj"))
            last = other;
    }
    dl__name_mark(d, first, last, DL_NER_B_ORG);
    return last == end ? end : take_of(d, sentence, first, last, limit);
}

/* "Ministry of Roads" "and Works": what is joined to the thing that an organisation is of. */
static uint32_t take_and(dl_document *d, uint32_t sentence, uint32_t first, uint32_t end, uint32_t limit)
{
    uint32_t of = first + 1;
    while (of < end && strcmp(d->tokens[of].form, "of") != 0)
        of++;
    if (of >= end || end + 1 >= limit || strcmp(d->tokens[end].form, "and") != 0 ||
        d->tokens[end + 1].ner % 2 == 1)
        return end;
    const uint32_t more = capitals(d, end + 1, limit);
    if (more == end + 1 || !hangs_on(d, sentence, of + 1, end, more, "conj"))
        return end;
    dl__name_mark(d, first, more, DL_NER_B_ORG);
    return more;
}

/* "City" "of" "Marum" is one place. */
static uint32_t take_place(dl_document *d, uint32_t first, uint32_t end, uint32_t limit)
{
    static const char *const HEADS[] = { "City",     "Town", "Village", "County",   "State",
                                         "Province", "Gulf", "Cape",    "Bay",      "Isle",
                                         "Strait",   "Port", "Kingdom", "Republic", "Municipality",
                                         "Islands",  "Lake", NULL };
    if (end != first + 1 || end + 1 >= limit || !dl__word_in(d->tokens[first].form, HEADS) ||
        strcmp(d->tokens[end].form, "of") != 0 || d->tokens[end].ner != DL_NER_O ||
        d->tokens[end + 1].ner != DL_NER_B_LOC)
        return end;
    const uint32_t last = dl__name_end(d, end + 1, limit);
    dl__name_mark(d, first, last, DL_NER_B_LOC);
    return last;
}

static bool is_numeral(const char *form)
{
    return !form[strspn(form, "IVX")];
}

/* "Anna" "Sheikh" "Velten": what hangs on a person's first name is of it. */
static uint32_t take_flat(dl_document *d, uint32_t sentence, uint32_t first, uint32_t end, uint32_t limit)
{
    uint32_t last = end;
    while (last < limit && d->tokens[last].upos == DL_UPOS_PROPN && dl__name_capital(&d->tokens[last]) &&
           strcmp(d->tokens[last].deprel, "flat") == 0 &&
           sentence + (uint32_t)d->tokens[last].head == first &&
           (last > end || d->tokens[last].ner == DL_NER_O) && !is_numeral(d->tokens[last].form))
        last++;
    if (last > end)
        dl__name_mark(d, first, last, DL_NER_B_PER);
    return last;
}

/* Capitals that shorten a common noun name nobody. */
static bool is_common_noun(const dl_token *t)
{
    static const char *const NOUNS[] = { "AIDS", "ATM",  "CEO", "CFO",  "CIO", "COO", "CV",   "DNA",
                                         "DVD",  "DVDs", "ECG", "FAQ",  "GB",  "GDP", "GNP",  "GPS",
                                         "HIV",  "ICU",  "IED", "IEDs", "IPO", "IQ",  "KM",   "LED",
                                         "LNG",  "LPG",  "MB",  "MP",   "MPs", "MRI", "NGO",  "NGOs",
                                         "PC",   "PCs",  "PDF", "PhD",  "RFP", "RPG", "RSVP", "SMS",
                                         "SUV",  "SUVs", "SVP", "TB",   "TV",  "UAV", "UAVs", "UFO",
                                         "URL",  "USB",  "VAT", "VCR",  "VIP", "WMD", "WMDs", NULL };
    return dl__word_in(t->form, NOUNS);
}

/* No name ends with a word that must be followed by another. */
static uint32_t cut_end(dl_document *d, uint32_t first, uint32_t end)
{
    static const char *const MARKS[] = { ",", "-", "–", "—", "/", ":", ";", "(", NULL };
    for (; end > first + 1; end--) {
        dl_token *t = &d->tokens[end - 1];
        if (t->upos != DL_UPOS_ADP && t->upos != DL_UPOS_CCONJ && t->upos != DL_UPOS_DET &&
            !dl__word_in(t->form, MARKS))
            break;
        t->ner = DL_NER_O;
    }
    return end;
}

void dl__name_spans(dl_document *d, const dl_sentence *s, const dl__name_lists *lists)
{
    const uint32_t limit = s->first_token + s->n_tokens;
    for (uint32_t i = s->first_token, end; i < limit; i = end) {
        end = i + 1;
        if (d->tokens[i].ner == DL_NER_O)
            continue;
        end = join_pieces(d, i, dl__name_end(d, i, limit), limit);
        if (end == i + 1 && is_common_noun(&d->tokens[i])) {
            d->tokens[i].ner = DL_NER_O;
            continue;
        }
        if (d->tokens[i].ner == DL_NER_B_PER) {
            end = join_reversed(d, s->first_token, i, end, limit);
            part_list(d, i, end);
            part_repeated(d, i, end);
        }
        if (d->tokens[i].ner == DL_NER_B_ORG) {
            end = take_of(d, s->first_token, i, end, limit);
            end = take_and(d, s->first_token, i, end, limit);
            end = dl__name_legal_form(d, i, end, limit);
            end = cut_legal_form(d, i, end);
        }
        if (d->tokens[i].ner == DL_NER_B_PER)
            end = take_flat(d, s->first_token, i, end, limit);
        if (d->tokens[i].ner == DL_NER_B_LOC)
            end = take_place(d, i, end, limit);
        end = cut_end(d, i, end);
        dl__name_beside(d, lists, i, end, limit);
    }
    dl__name_greeted(d, lists, s->first_token, limit);
    dl__name_addresses(d, s->first_token, limit);
}
