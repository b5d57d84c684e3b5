// The smallest tape: two partial derivatives and two indices a node, a fixed capacity, and nothing checked. It
// knows neither operations nor labels, so no graph can be drawn of it.
#include "workloads.hpp"
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
inline Var &operator+=(Var &x, Var y) { return x = x + y; }

// Index 0 takes what goes to no input.
void open() {
  if (!nodes) {
    nodes = static_cast<Node *>(std::malloc(capacity * sizeof(Node)));
    adjoints = static_cast<double *>(std::malloc(capacity * sizeof(double)));
  }
  count = 0;
  leaf(0);
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

struct SmallTape {
  using Number = Var;
  static void open() { ::open(); }
  static Var leaf(double value) { return ::leaf(value); }
  static Var constant(double value) { return ::leaf(value); }
  static Var apply_tanh(Var x, baseline_function function) {
    double y = chosen_tanh(function, x.value);
    return made(y, 1 - y * y, x.index, 0, 0);
  }
  static Var relu(Var x) { return made(x.value > 0 ? x.value : 0, x.value > 0 ? 1 : 0, x.index, 0, 0); }
  static double value(Var x) { return x.value; }
  // Leaves are the first nodes, one behind the other.
  static const double *gradients(Var root, const std::vector<Var> &leaves) {
    sweep(root);
    return adjoints + leaves[0].index;
  }
};

Var spreadRoot, spreadFactor;

}  // namespace

extern "C" {

const baseline tape_baseline = Workloads<SmallTape>::all;

void tape_record_spread(long length) {
  open();
  spreadFactor = leaf(1);
  Var other = leaf(1);
  spreadRoot = leaf(1);
  for (long i = 1; i <= length; i++) {
    if (i % 100 == 0) spreadRoot = spreadRoot * spreadFactor;
    else other = other * spreadFactor;
  }
}

double tape_sweep_spread() {
  sweep(spreadRoot);
  return adjoints[spreadFactor.index];
}
}
