/* split_conllu.c - sentences and tokens of standard input as CoNLL-U without tags, for scoring the tokeniser
 * by itself.
 *
 *     split_conllu SECTIONS|MODEL.dlm [headline] < text > out.conllu
 * SECTIONS: a folder with split.config.bin, split.weights.bin, split.mwt.bin, split.classes.bin as train/split.py writes them.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "model/dlm.h"
#include "text/text.h"

static const char *const NAME[] = { "split.config", "split.weights", "split.mwt", "split.classes" };
enum { N_SECTIONS = sizeof NAME / sizeof NAME[0] };

static bool load_folder(const char *folder, dl__dlm *m, dl__section sections[N_SECTIONS], dl_error *err)
{
    memset(m, 0, sizeof *m);
    for (int i = 0; i < N_SECTIONS; i++) {
        char path[4096];
        dl__file f;
        snprintf(path, sizeof path, "%s/%s.bin", folder, NAME[i]);
        if (dl__file_map(path, &f, err))
            return false;
        snprintf(sections[i].name, sizeof sections[i].name, "%s", NAME[i]);
        sections[i].data = f.data;
        sections[i].len = f.len;
    }
    m->sections = sections;
    m->n_sections = N_SECTIONS;
    return true;
}

static char *read_all(size_t *len)
{
    size_t cap = 1 << 16;
    char *s = malloc(cap);
    *len = 0;
    for (size_t n = 1; s && n > 0; *len += n) {
        if (*len == cap)
            s = realloc(s, cap *= 2);
        if (!s)
            break;
        n = fread(s + *len, 1, cap - *len, stdin);
    }
    return s;
}

static void print_text(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        putchar(s[i] == '\n' || s[i] == '\r' || s[i] == '\t' ? ' ' : s[i]);
}

static void print_sentence(const dl_document *d, const dl_sentence *s)
{
    dl_str text = dl__document_field(d, s->in);
    if (s->starts_paragraph)
        puts("# newpar");
    printf("# text = ");
    print_text(text.ptr + s->begin, s->end - s->begin);
    putchar('\n');
    for (uint32_t i = 0; i < s->n_tokens; i++) {
        const dl_token *t = &d->tokens[s->first_token + i];
        const dl_token *last = t + t->n_words - 1;
        if (t->n_words > 1) {
            printf("%u-%u\t", i + 1, i + t->n_words);
            for (const dl_token *w = t; w <= last; w++)
                fputs(w->form, stdout);
            printf("\t_\t_\t_\t_\t_\t_\t_\t%s\n", last->space_after ? "_" : "SpaceAfter=No");
        }
        for (const dl_token *w = t; w <= last; w++)
            printf("%u\t%s\t_\tX\t_\t_\t%d\t%s\t_\t%s\n", (unsigned)(i + 1 + (w - t)), w->form,
                   i == 0 && w == t ? 0 : 1, i == 0 && w == t ? "root" : "dep",
                   t->n_words > 1 || w->space_after ? "_" : "SpaceAfter=No");
        i += t->n_words - 1u;
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    dl_error err = { DL_OK, 0, "" };
    dl__dlm m;
    dl__section sections[N_SECTIONS];
    dl__splitter *s = NULL;
    size_t len = 0;
    if (argc < 2)
        return 2;
    size_t n = strlen(argv[1]);
    bool dlm = n > 4 && strcmp(argv[1] + n - 4, ".dlm") == 0;
    bool ok = dlm ? dl__dlm_open(argv[1], DL__DLM_MODEL, &m, &err) == DL_OK
                  : load_folder(argv[1], &m, sections, &err);
    char *text = read_all(&len);
    if (!ok || !text || dl__splitter_new(&m, &s, &err) || dl__utf8_check(text, len, &err)) {
        fprintf(stderr, "split_conllu: %s\n", err.message);
        return 1;
    }
    dl_story story = { .text = { text, len } };
    if (argc > 2)
        story = (dl_story){ .headline = { text, len } };
    dl_document *d = dl__document_new(&story);
    if (!d || dl__text_split(s, d, &err))
        return 1;
    for (size_t i = 0; i < d->n_sentences; i++)
        print_sentence(d, &d->sentences[i]);
    dl__arena_free(d->arena);
    dl__splitter_free(s);
    free(text);
    return 0;
}
