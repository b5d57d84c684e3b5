// For POSIX_SPAWN_SETSID.
#define _GNU_SOURCE

#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

// MARK: - Words

static char *const *words;

// glibc and Apple's loader hand the words of the process to initialisers; musl does not.
#if defined(__GLIBC__) || defined(__APPLE__)
__attribute__((constructor)) static void find_words(int count, char **list) {
  (void)count;
  words = list;
}
#endif

char *const *cprocess_words(void) { return words; }

// MARK: - What is removed

typedef struct {
  char *path;
  bool is_folder;
} entry;

static entry *entries;
static volatile size_t entry_count;
static size_t entry_room;

/// Holds back the signals that end the process, so that the list is whole whenever a handler reads it.
static void hold_signals(sigset_t *before) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, before);
}

static void release_signals(const sigset_t *before) {
  int reason = errno;
  sigprocmask(SIG_SETMASK, before, NULL);
  errno = reason;
}

/// Makes room for one more entry, before anything is created: false without memory.
static bool reserve(void) {
  if (entry_count < entry_room) return true;
  size_t room = entry_room == 0 ? 16 : 2 * entry_room;
  entry *larger = realloc(entries, room * sizeof(entry));
  if (larger == NULL) return false;
  entries = larger;
  entry_room = room;
  return true;
}

static int create(const char *path, bool is_folder) {
  sigset_t before;
  hold_signals(&before);
  int result = -1;
  char *copy = reserve() ? strdup(path) : NULL;
  if (copy == NULL) {
    errno = ENOMEM;
  } else {
    result = is_folder ? mkdir(path, 0777) : open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (result < 0) {
      int reason = errno;
      free(copy);
      errno = reason;
    } else {
      entries[entry_count] = (entry){.path = copy, .is_folder = is_folder};
      entry_count += 1;
    }
  }
  release_signals(&before);
  return result;
}

int cprocess_create_file(const char *path) { return create(path, false); }

int cprocess_create_folder(const char *path) { return create(path, true); }

void cprocess_keep(const char *path) {
  sigset_t before;
  hold_signals(&before);
  size_t kept = 0;
  for (size_t index = 0; index < entry_count; index += 1) {
    if (strcmp(entries[index].path, path) == 0) {
      free(entries[index].path);
    } else {
      entries[kept] = entries[index];
      kept += 1;
    }
  }
  entry_count = kept;
  release_signals(&before);
}

void cprocess_keep_all(void) {
  sigset_t before;
  hold_signals(&before);
  for (size_t index = 0; index < entry_count; index += 1) free(entries[index].path);
  entry_count = 0;
  release_signals(&before);
}

/// What a signal handler may do: nothing here takes memory.
static void remove_entries(void) {
  while (entry_count > 0) {
    entry_count -= 1;
    entry last = entries[entry_count];
    if (last.is_folder) {
      rmdir(last.path);
    } else {
      unlink(last.path);
    }
  }
}

void cprocess_remove_all(void) {
  sigset_t before;
  hold_signals(&before);
  remove_entries();
  release_signals(&before);
}

// MARK: - Signals

static void end_by(int number) {
  remove_entries();
  // As if there were no handler: whoever waits sees which signal it was.
  signal(number, SIG_DFL);
  raise(number);
}

static int exit_without_memory;
static struct sigaction crash_actions[NSIG];

/// Whether the process could not have twice as much memory again as it has, and at least 64 MB: what
/// grows is copied into twice the room.
static bool is_memory_short(void) {
  struct rusage usage;
  size_t wanted = (size_t)64 << 20;
  if (getrusage(RUSAGE_SELF, &usage) == 0) {
#ifdef __APPLE__
    size_t used = (size_t)usage.ru_maxrss;
#else
    size_t used = (size_t)usage.ru_maxrss << 10;
#endif
    if (2 * used > wanted) wanted = 2 * used;
  }
  void *memory = mmap(NULL, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (memory == MAP_FAILED) return true;
  munmap(memory, wanted);
  return false;
}

/// Swift ends a process that gets no memory by a trap, as it ends one that has a fault.
static void crash(int number) {
  if (is_memory_short()) {
    static const char sentence[] =
        "Error: there is not enough memory; draw less at once, or allow the command more.\n";
    remove_entries();
    ssize_t written = write(STDERR_FILENO, sentence, sizeof(sentence) - 1);
    (void)written;
    _exit(exit_without_memory);
  }
  sigaction(number, &crash_actions[number], NULL);
  raise(number);
}

void cprocess_prepare(int no_memory) {
  exit_without_memory = no_memory;
  // Beyond a limit on the size of files, writing fails instead.
  signal(SIGXFSZ, SIG_IGN);
  static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGXCPU};
  for (size_t index = 0; index < sizeof(ends) / sizeof(ends[0]); index += 1) {
    struct sigaction action;
    if (sigaction(ends[index], NULL, &action) != 0 || action.sa_handler == SIG_IGN) continue;
    memset(&action, 0, sizeof(action));
    action.sa_handler = end_by;
    sigfillset(&action.sa_mask);
    sigaction(ends[index], &action, NULL);
  }
  static const int crashes[] = {SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS};
  for (size_t index = 0; index < sizeof(crashes) / sizeof(crashes[0]); index += 1) {
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_handler = crash;
    sigaction(crashes[index], &action, &crash_actions[crashes[index]]);
  }
  // A library that ends the process leaves nothing behind either.
  atexit(remove_entries);
}

void cprocess_hold_streams(void) {
  for (int number = 0; number <= 2; number += 1) {
    if (fcntl(number, F_GETFD) != -1 || errno != EBADF) continue;
    // A folder can neither be read nor written; it takes the lowest free number.
    if (open("/", O_RDONLY) != number) return;
  }
}

// MARK: - What may not be cut off

static sigset_t signals_before;

void cprocess_hold_signals(void) { hold_signals(&signals_before); }

void cprocess_release_signals(void) { release_signals(&signals_before); }

// MARK: - Several processes

pid_t cprocess_fork(void) { return fork(); }

extern char **environ;

int cprocess_start(char *_Nullable const *words) {
  posix_spawnattr_t attributes;
  int reason = posix_spawnattr_init(&attributes);
  if (reason != 0) return reason;
  posix_spawn_file_actions_t actions;
  reason = posix_spawn_file_actions_init(&actions);
  if (reason != 0) {
    posix_spawnattr_destroy(&attributes);
    return reason;
  }
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  // Who reads a pipe would wait for the end of the program.
  if (!isatty(STDERR_FILENO)) {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  // Nobody waits for it; the system forgets it when it ends.
  signal(SIGCHLD, SIG_IGN);
  reason = posix_spawnp(&(pid_t){0}, words[0], &actions, &attributes, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return reason;
}
