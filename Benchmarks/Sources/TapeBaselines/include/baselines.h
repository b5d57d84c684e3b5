/// What the tape is measured against: loops by hand, without any tape, and the smallest tape that C++ allows.
///
/// Parameters stand neuron by neuron, weights before the bias, and layer by layer. A step returns the loss that
/// it began with, and changes the parameters against their gradient.
#ifndef BASELINES_H
#define BASELINES_H

#ifdef __cplusplus
extern "C" {
#endif

/// Which tanh: that of the system, or the one that the library has.
typedef double (*baseline_function)(double);

/// W1: a network of tanh on a few rows, mean of squares of differences.
typedef double squares_step(const int *sizes, int layers, double *parameters, const double *rows,
                            const double *targets, int count, double rate, baseline_function tanh);
squares_step loops_squares, tape_squares;

/// W2: a network of ReLU, the last layer plain; hinge losses and a penalty of strength · Σp².
typedef double hinge_step(const int *sizes, int layers, double *parameters, const double *rows,
                          const double *targets, int count, double strength, double rate);
hinge_step loops_hinge, tape_hinge;

/// W3: x = tanh(x · a + b), a third of `length` times. Gives back x, and ∂x/∂a in `slope`.
double loops_chain(long length, double start, double a, double b, double *slope, baseline_function tanh);
double tape_chain(long length, double start, double a, double b, double *slope, baseline_function tanh);

/// W4: x = x · x + x, `length` times. Gives back x, and its derivative by the first in `slope`.
double loops_square(long length, double start, double *slope);
double tape_square(long length, double start, double *slope);

/// tanh of the system.
double system_tanh(double x);

#ifdef __cplusplus
}
#endif
#endif
