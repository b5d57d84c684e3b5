// Forward and backward written out by hand for each network: nothing is recorded.
#include "baselines.h"
#include <stdlib.h>
#include <string.h>

enum { widest = 256, deepest = 8, most = 4096 };

static int parameter_count(const int *sizes, int layers) {
  int count = 0;
  for (int l = 0; l < layers; l++) count += sizes[l + 1] * (sizes[l] + 1);
  return count;
}

// The values of all layers, from the inputs on.
static void forward(const int *sizes, int layers, const double *p, double values[][widest], int is_relu,
                    baseline_function function) {
  for (int l = 0; l < layers; l++) {
    for (int j = 0; j < sizes[l + 1]; j++, p += sizes[l] + 1) {
      double sum = p[sizes[l]];
      for (int i = 0; i < sizes[l]; i++) sum += p[i] * values[l][i];
      values[l + 1][j] = is_relu ? (l == layers - 1 || sum > 0 ? sum : 0) : chosen_tanh(function, sum);
    }
  }
}

// Adds the gradients of one row, given that of its output.
static void backward(const int *sizes, int layers, const double *parameters, double values[][widest], int is_relu,
                     double adjoint, double *gradients) {
  double above[widest], below[widest];
  above[0] = adjoint;
  int start = parameter_count(sizes, layers);
  for (int l = layers - 1; l >= 0; l--) {
    int width = sizes[l] + 1;
    start -= sizes[l + 1] * width;
    memset(below, 0, sizeof(double) * sizes[l]);
    for (int j = 0; j < sizes[l + 1]; j++) {
      double y = values[l + 1][j];
      double slope = is_relu ? (l == layers - 1 || y > 0 ? above[j] : 0) : above[j] * (1 - y * y);
      if (slope == 0) continue;
      const double *w = parameters + start + j * width;
      double *g = gradients + start + j * width;
      for (int i = 0; i < sizes[l]; i++) {
        g[i] += slope * values[l][i];
        below[i] += slope * w[i];
      }
      g[sizes[l]] += slope;
    }
    memcpy(above, below, sizeof(double) * sizes[l]);
  }
}

static double squares(const int *sizes, int layers, double *parameters, const double *rows, const double *targets,
                     int count, double rate, baseline_function function) {
  static double values[deepest][widest], gradients[most];
  int size = parameter_count(sizes, layers);
  memset(gradients, 0, sizeof(double) * size);
  double total = 0;
  for (int r = 0; r < count; r++) {
    memcpy(values[0], rows + r * sizes[0], sizeof(double) * sizes[0]);
    forward(sizes, layers, parameters, values, 0, function);
    double difference = values[layers][0] - targets[r];
    total += difference * difference;
    backward(sizes, layers, parameters, values, 0, 2 * difference / count, gradients);
  }
  for (int p = 0; p < size; p++) parameters[p] -= rate * gradients[p];
  return total * (1.0 / count);
}

static double hinge(const int *sizes, int layers, double *parameters, const double *rows, const double *targets,
                   int count, double strength, double rate) {
  static double values[deepest][widest], gradients[most];
  int size = parameter_count(sizes, layers);
  memset(gradients, 0, sizeof(double) * size);
  double total = 0, penalty = 0;
  for (int r = 0; r < count; r++) {
    memcpy(values[0], rows + r * sizes[0], sizeof(double) * sizes[0]);
    forward(sizes, layers, parameters, values, 1, 0);
    double margin = 1 - targets[r] * values[layers][0];
    if (margin <= 0) continue;
    total += margin;
    backward(sizes, layers, parameters, values, 1, -targets[r] / count, gradients);
  }
  for (int p = 0; p < size; p++) {
    penalty += parameters[p] * parameters[p];
    gradients[p] += 2 * strength * parameters[p];
  }
  for (int p = 0; p < size; p++) parameters[p] -= rate * gradients[p];
  return total * (1.0 / count) + penalty * strength;
}

static double chain(long length, double start, double a, double b, double *slope, baseline_function function) {
  long count = length / 3;
  static double *values;
  static long capacity;
  if (count + 1 > capacity) values = realloc(values, sizeof(double) * (capacity = count + 1));
  values[0] = start;
  for (long i = 0; i < count; i++) values[i + 1] = chosen_tanh(function, values[i] * a + b);
  double adjoint = 1, total = 0;
  for (long i = count; i > 0; i--) {
    adjoint *= 1 - values[i] * values[i];
    total += adjoint * values[i - 1];
    adjoint *= a;
  }
  *slope = total;
  return values[count];
}

static double square(long length, double start, double *slope) {
  static double *values;
  static long capacity;
  if (length + 1 > capacity) values = realloc(values, sizeof(double) * (capacity = length + 1));
  values[0] = start;
  for (long i = 0; i < length; i++) values[i + 1] = values[i] * values[i] + values[i];
  double adjoint = 1;
  for (long i = length; i > 0; i--) adjoint *= 2 * values[i - 1] + 1;
  *slope = adjoint;
  return values[length];
}

const baseline loops_baseline = {squares, hinge, chain, square};
