/// What the tape is measured against: loops by hand, without any tape, the smallest tape that C++ allows, and tapes
/// of others.
///
/// Parameters stand neuron by neuron, weights before the bias, and layer by layer. A step returns the loss that
/// it began with, and changes the parameters against their gradient.
#ifndef BASELINES_H
#define BASELINES_H

#include <math.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Which tanh: that of the system if null, or the one that the library has.
typedef double (*baseline_function)(double);

/// A branch that is always guessed right costs less than a call of the system's by pointer.
static inline double chosen_tanh(baseline_function function, double x) { return function ? function(x) : tanh(x); }

typedef struct {
  /// W1: a network of tanh on a few rows, mean of squares of differences.
  double (*squares)(const int *sizes, int layers, double *parameters, const double *rows, const double *targets,
                    int count, double rate, baseline_function tanh);

  /// W2: a network of ReLU, the last layer plain; hinge losses and a penalty of strength · Σp².
  double (*hinge)(const int *sizes, int layers, double *parameters, const double *rows, const double *targets,
                  int count, double strength, double rate);

  /// W3: x = tanh(x · a + b), a third of `length` times. Gives back x, and ∂x/∂a in `slope`.
  double (*chain)(long length, double start, double a, double b, double *slope, baseline_function tanh);

  /// W4: x = x · x + x, `length` times. Gives back x, and its derivative by the first in `slope`.
  double (*square)(long length, double start, double *slope);
} baseline;

/// Loops in C.
extern const baseline loops_baseline;
/// The smallest tape in C++.
extern const baseline tape_baseline;
/// A tape in C++ that knows its operations and checks what ours checks.
extern const baseline checked_baseline;
/// Tapes of others, which have a tanh of their own; null where they are not installed.
extern const baseline *const adolc_baseline, *const codipack_baseline;

/// Records `length` products, of which every hundredth stands behind the one a hundred before it, on the smallest
/// tape; the last of these is the root.
void tape_record_spread(long length);
/// Backward from that root; gives back the derivative by the factor.
double tape_sweep_spread(void);

#ifdef __cplusplus
}
#endif
#endif
