// The smallest tape: two partial derivatives and two indices a node, a fixed capacity, and nothing checked. It
// knows neither operations nor labels, so no graph can be drawn of it.
#include "baselines.h"
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace {

struct Node {
  double first, second;
  uint32_t a, b;
};

constexpr uint32_t capacity = 21u << 20;
Node *nodes = nullptr;
double *adjoints = nullptr;
uint32_t count = 0;

struct Var {
  double value;
  uint32_t index;
};

void open() {
  if (!nodes) {
    nodes = static_cast<Node *>(std::malloc(capacity * sizeof(Node)));
    adjoints = static_cast<double *>(std::malloc(capacity * sizeof(double)));
  }
  count = 0;
}

inline Var made(double value, double first, uint32_t a, double second, uint32_t b) {
  nodes[count] = Node{first, second, a, b};
  return Var{value, count++};
}
inline Var leaf(double value) { return made(value, 0, 0, 0, 0); }
inline Var operator+(Var x, Var y) { return made(x.value + y.value, 1, x.index, 1, y.index); }
inline Var operator+(Var x, double y) { return made(x.value + y, 1, x.index, 0, 0); }
inline Var operator-(Var x, double y) { return made(x.value - y, 1, x.index, 0, 0); }
inline Var operator*(Var x, Var y) { return made(x.value * y.value, y.value, x.index, x.value, y.index); }
inline Var operator*(Var x, double y) { return made(x.value * y, y, x.index, 0, 0); }
inline Var square(Var x) { return made(x.value * x.value, 2 * x.value, x.index, 0, 0); }
inline Var relu(Var x) { return made(x.value > 0 ? x.value : 0, x.value > 0 ? 1 : 0, x.index, 0, 0); }
inline Var apply_tanh(Var x, baseline_function function) {
  double y = function(x.value);
  return made(y, 1 - y * y, x.index, 0, 0);
}

void sweep(Var root) {
  std::memset(adjoints, 0, (root.index + 1) * sizeof(double));
  adjoints[root.index] = 1;
  for (uint32_t i = root.index + 1; i-- > 0;) {
    double adjoint = adjoints[i];
    if (adjoint == 0) continue;
    const Node &node = nodes[i];
    adjoints[node.a] += node.first * adjoint;
    adjoints[node.b] += node.second * adjoint;
  }
}

// Index 0 takes what goes to no input.
void open_with_sink() {
  open();
  leaf(0);
}

struct Network {
  Var parameters[4096];
  int size = 0;

  Network(const int *sizes, int layers, const double *numbers) {
    for (int l = 0; l < layers; l++) size += sizes[l + 1] * (sizes[l] + 1);
    for (int p = 0; p < size; p++) parameters[p] = leaf(numbers[p]);
  }

  template <typename Activation>
  void run(const int *sizes, int layers, const Var *inputs, Var *outputs, Activation activation) const {
    Var current[256], next[256];
    for (int i = 0; i < sizes[0]; i++) current[i] = inputs[i];
    const Var *p = parameters;
    for (int l = 0; l < layers; l++) {
      for (int j = 0; j < sizes[l + 1]; j++, p += sizes[l] + 1) {
        Var sum = p[sizes[l]];
        for (int i = 0; i < sizes[l]; i++) sum = sum + p[i] * current[i];
        next[j] = activation(sum, l == layers - 1);
      }
      for (int j = 0; j < sizes[l + 1]; j++) current[j] = next[j];
    }
    for (int j = 0; j < sizes[layers]; j++) outputs[j] = current[j];
  }

  // The mean over all rows of what `loss` makes of an output and its target.
  template <typename Activation, typename Loss>
  Var mean(const int *sizes, int layers, const double *rows, const double *targets, int count, Activation activation,
           Loss loss) const {
    Var total{0, 0};
    for (int r = 0; r < count; r++) {
      Var inputs[256], output[256];
      for (int i = 0; i < sizes[0]; i++) inputs[i] = leaf(rows[r * sizes[0] + i]);
      run(sizes, layers, inputs, output, activation);
      Var one = loss(output[0], targets[r]);
      total = r == 0 ? one : total + one;
    }
    return total * (1.0 / count);
  }

  void step(double *numbers, double rate) const {
    for (int p = 0; p < size; p++) numbers[p] -= rate * adjoints[parameters[p].index];
  }
};

}  // namespace

extern "C" double tape_squares(const int *sizes, int layers, double *parameters, const double *rows,
                               const double *targets, int rowCount, double rate, baseline_function function) {
  open_with_sink();
  Network network(sizes, layers, parameters);
  Var loss = network.mean(
      sizes, layers, rows, targets, rowCount, [&](Var x, bool) { return apply_tanh(x, function); },
      [](Var output, double target) { return square(output - target); });
  sweep(loss);
  network.step(parameters, rate);
  return loss.value;
}

extern "C" double tape_hinge(const int *sizes, int layers, double *parameters, const double *rows,
                             const double *targets, int rowCount, double strength, double rate) {
  open_with_sink();
  Network network(sizes, layers, parameters);
  Var loss = network.mean(
      sizes, layers, rows, targets, rowCount, [](Var x, bool isLast) { return isLast ? x : relu(x); },
      [](Var output, double target) { return relu(output * -target + 1.0); });
  Var penalty = network.parameters[0] * network.parameters[0];
  for (int p = 1; p < network.size; p++) penalty = penalty + network.parameters[p] * network.parameters[p];
  loss = loss + penalty * strength;
  sweep(loss);
  network.step(parameters, rate);
  return loss.value;
}

extern "C" double tape_chain(long length, double start, double a, double b, double *slope,
                             baseline_function function) {
  open_with_sink();
  Var first = leaf(a), second = leaf(b), x = leaf(start);
  for (long i = 0; i < length / 3; i++) {
    x = x * first;
    x = x + second;
    x = apply_tanh(x, function);
  }
  sweep(x);
  *slope = adjoints[first.index];
  return x.value;
}

extern "C" double tape_square(long length, double start, double *slope) {
  open_with_sink();
  Var first = leaf(start), x = first;
  for (long i = 0; i < length; i++) x = x * x + x;
  sweep(x);
  *slope = adjoints[first.index];
  return x.value;
}
