/* Runs libyaml's event parser, and nothing else, over every file of a folder. Prints the number of events. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static unsigned char bytes[1 << 20];

static long events(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(1); }
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);

  yaml_parser_t parser;
  yaml_event_t event;
  long count = 0;
  int done = 0;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, bytes, size);
  while (!done) {
    if (!yaml_parser_parse(&parser, &event)) { fprintf(stderr, "%s: %s\n", path, parser.problem); exit(1); }
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    count++;
  }
  yaml_parser_delete(&parser);
  return count;
}

int main(int argc, char **argv) {
  if (argc != 2) { fprintf(stderr, "usage: events FOLDER\n"); return 2; }
  DIR *folder = opendir(argv[1]);
  if (!folder) { perror(argv[1]); return 1; }
  long count = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    char path[4096];
    if (!strstr(entry->d_name, ".yaml")) continue;
    snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
    count += events(path);
  }
  printf("%ld events\n", count);
  return 0;
}
