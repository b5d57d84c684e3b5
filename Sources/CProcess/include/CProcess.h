#ifndef CPROCESS_H
#define CPROCESS_H

#include <sys/types.h>

// What a process must do in C: see its words as bytes, and clean up in a signal handler, where no code
// of Swift may run. Not for several threads.

#ifdef __clang__
#pragma clang assume_nonnull begin
#endif

/// The words of the command as bytes, the last one null; null where no system hands them to a library.
///
/// Swift's own list repairs what is not UTF-8, and on Linux is read from /proc, which may be missing.
char *_Nullable const *_Nullable cprocess_words(void);

/// Prepares a process that writes files: what it began is removed when a signal ends it, a reader that
/// went away ends it as a signal does, and where memory runs out it says so and exits with `no_memory`.
///
/// Signals that whoever started the process ignores stay ignored.
void cprocess_prepare(int no_memory);

/// Makes sure that 0, 1 and 2 are open, so that no file takes the place of a standard stream; reading
/// and writing one that was closed still fails.
void cprocess_hold_streams(void);

/// Goes on as two processes: 0 in the new one, its number in the other, or -1 with `errno`.
///
/// Swift does not let its own code fork, since threads would be lost: call it where there are none.
/// What was created is of the process that goes on with its number.
pid_t cprocess_fork(void);

/// Starts a program that goes on without this process, in a session of its own: 0, or an error number.
///
/// It reads and writes nothing of this process, but for errors that go to a terminal. After it, no
/// other process can be waited for.
///
/// - words: The program, found as a shell finds it, and its words; the last one is null.
int cprocess_start(char *_Nullable const *_Nonnull words);

/// Creates a file that is not there yet, for writing: a descriptor, or -1 with `errno`. It is removed
/// unless it is kept.
int cprocess_create_file(const char *path);

/// Creates a folder: 0, or -1 with `errno`. It is removed, if it is empty, unless it is kept.
int cprocess_create_folder(const char *path);

/// Holds back the signals that end the process, until they are let through again.
void cprocess_hold_signals(void);
void cprocess_release_signals(void);

/// Keeps all that was created under a name.
void cprocess_keep(const char *path);

/// Keeps all that was created.
void cprocess_keep_all(void);

/// Removes what was created and not kept, the last first.
void cprocess_remove_all(void);

#ifdef __clang__
#pragma clang assume_nonnull end
#endif

#endif
