#define _GNU_SOURCE  // RTLD_DEFAULT
#include "internal.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static struct {
  char *text;
  size_t length, capacity;
  size_t reserved;
  agusererrf previous;
} messages;

static int collect(char *piece) {
  size_t length = strlen(piece);
  size_t needed = messages.length + length + 1;
  if (needed > messages.capacity) {
    size_t capacity = needed * 2;
    char *text = realloc(messages.text, capacity);
    if (text == NULL) return 0;
    messages.text = text;
    messages.capacity = capacity;
  }
  memcpy(messages.text + messages.length, piece, length + 1);
  messages.length += length;
  return 0;
}

static int ignore(char *piece) {
  (void)piece;
  return 0;
}

/// Up to 2.42 a message longer than Graphviz's buffer is formatted twice from one `va_list`, which
/// crashes. The buffer never shrinks, so a long message without arguments makes it large enough.
void cgv_messages_reserve(size_t length) {
  size_t wanted = length + 8192;
  if (wanted <= messages.reserved) return;
  char *filler = malloc(wanted + 1);
  if (filler == NULL) return;
  memset(filler, 'x', wanted);
  filler[wanted] = 0;
  agusererrf present = agseterrf(ignore);
  agseterr(AGWARN);
  void (*warn)(const char *, ...) = agwarningf;  // the text has no `%`
  warn(filler);
  agseterrf(present);
  messages.reserved = wanted;
  free(filler);
}

/// Graphviz warns of one thing once in a process. Where it lets us, each graph starts afresh.
static void forget_earlier_warnings(void) {
  static void (*reset)(void);
  static bool is_looked_up;
  if (!is_looked_up) *(void **)&reset = dlsym(RTLD_DEFAULT, "emit_once_reset");
  is_looked_up = true;
  if (reset != NULL) reset();
}

void cgv_messages_begin(void) {
  forget_earlier_warnings();
  messages.length = 0;
  if (messages.text != NULL) messages.text[0] = 0;
  messages.previous = agseterrf(collect);
  cgv_messages_reserve(0);
  agseterr(AGWARN);
  agreseterrors();
}

void cgv_messages_end(void) { agseterrf(messages.previous); }

const char *cgv_messages(void) { return messages.text == NULL ? "" : messages.text; }

bool cgv_messages_have_error(void) { return agerrors() >= AGERR; }
