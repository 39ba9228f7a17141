/* print_records.c - the records of one story, through the public header.
 * SPDX-License-Identifier: Apache-2.0
 *
 *     cc print_records.c -ldateline -o print_records && ./print_records en.dlm world.dlp < story.txt */
#include <dateline/dateline.h>
#include <stdio.h>

static void print(const dl_document *d, const dl_event *e)
{
    for (uint32_t i = 0; i < e->n_actors; i++)
        printf("%s ", dl_document_entity(d, dl_document_mention(d, e->actors[i])->entity)->code);
    printf("-> ");
    for (uint32_t i = 0; i < e->n_recipients; i++)
        printf("%s ", dl_document_entity(d, dl_document_mention(d, e->recipients[i])->entity)->code);
    printf("%s %s, %s: %s\n", e->type, e->mode, e->date, e->cameo_name);
}

int main(int argc, char **argv)
{
    static char raw[1 << 20];
    size_t len = fread(raw, 1, sizeof raw, stdin);
    char date[11];
    dl_story story;
    dl_model *model = NULL;
    dl_pipeline *pipeline = NULL;
    dl_document *d = NULL;
    dl_error err = { .message = "usage: print_records MODEL PACK < STORY" };
    dl_story_from_text(raw, len, date, &story, NULL);
    bool ok = argc == 3 && !dl_model_open(argv[1], argv[2], &model, &err) &&
              !dl_pipeline_new(model, NULL, &pipeline, &err) && !dl_code(pipeline, &story, &d, &err);
    for (size_t i = 0; ok && i < dl_document_n_events(d); i++)
        print(d, dl_document_event(d, i));
    if (!ok)
        fprintf(stderr, "%s\n", err.message);
    dl_document_free(d);
    dl_pipeline_free(pipeline);
    dl_model_free(model);
    return !ok;
}
