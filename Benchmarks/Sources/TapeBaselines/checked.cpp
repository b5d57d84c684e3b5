// What checks cost: a tape that knows its operations, finds the tape in the operands, and checks of each that it is on
// the same tape and of a step that still runs, and that another node fits in, as ours does. Beside the smallest tape it
// shows what of our time a tape of this kind cannot do without.
#include "workloads.hpp"
#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

enum Operation : uint64_t { leafNode, constantNode, add, subtract, multiply, relu, tanhNode };

struct Node {
  // The operation, and above it the first input, in one word: stores are what is scarce.
  uint64_t head, second;
  Operation operation() const { return Operation(head & 0xff); }
  uint32_t first() const { return head >> 32; }
};

struct Storage {
  double *data, *adjoints;
  Node *nodes;
  int64_t count, capacity;
  uint32_t leaves, epoch;
};

struct Var {
  Storage *storage;
  uint32_t index, stamp;
  double recorded;
};

[[noreturn]] __attribute__((noinline)) void misuse() { std::abort(); }

__attribute__((noinline)) void grow(Storage *storage) {
  storage->capacity = std::max<int64_t>(256, 2 * storage->capacity);
  storage->data = static_cast<double *>(std::realloc(storage->data, storage->capacity * sizeof(double)));
  storage->adjoints = static_cast<double *>(std::realloc(storage->adjoints, storage->capacity * sizeof(double)));
  storage->nodes = static_cast<Node *>(std::realloc(storage->nodes, storage->capacity * sizeof(Node)));
}

inline double number(Var x, uint32_t epoch) {
  if (x.stamp == epoch) return x.recorded;
  if (x.stamp != x.storage->leaves) misuse();
  return x.storage->data[x.index];
}

inline Var made(Storage *storage, Operation operation, uint32_t first, uint32_t second, double value, uint32_t stamp) {
  int64_t index = storage->count;
  if (index >= storage->capacity) grow(storage);
  storage->data[index] = value;
  storage->nodes[index] = Node{uint64_t(first) << 32 | operation, second};
  storage->count = index + 1;
  return Var{storage, uint32_t(index), stamp, value};
}

template <typename Rule>
inline Var applied(Operation operation, Var x, Var y, Rule rule) {
  uint32_t epoch = x.storage->epoch;
  if (x.storage != y.storage) misuse();
  return made(x.storage, operation, x.index, y.index, rule(number(x, epoch), number(y, epoch)), epoch);
}

template <typename Rule>
inline Var applied(Operation operation, Var x, Rule rule) {
  uint32_t epoch = x.storage->epoch;
  return made(x.storage, operation, x.index, 0, rule(number(x, epoch)), epoch);
}

inline Var constant(Storage *storage, double value) {
  return made(storage, constantNode, 0, 0, value, storage->epoch);
}

inline Var operator+(Var x, Var y) { return applied(add, x, y, [](double x, double y) { return x + y; }); }
inline Var operator-(Var x, Var y) { return applied(subtract, x, y, [](double x, double y) { return x - y; }); }
inline Var operator*(Var x, Var y) { return applied(multiply, x, y, [](double x, double y) { return x * y; }); }
inline Var operator+(Var x, double y) { return x + constant(x.storage, y); }
inline Var operator-(Var x, double y) { return x - constant(x.storage, y); }
inline Var operator*(Var x, double y) { return x * constant(x.storage, y); }
inline Var &operator+=(Var &x, Var y) { return x = x + y; }

void sweep(Var root) {
  Storage tape = *root.storage;
  std::fill(tape.adjoints, tape.adjoints + root.index + 1, 0.0);
  tape.adjoints[root.index] = 1;
  for (int64_t i = root.index; i >= 0; i--) {
    double adjoint = tape.adjoints[i];
    if (adjoint == 0) continue;
    const Node &node = tape.nodes[i];
    uint32_t first = node.first();
    double y = tape.data[i];
    switch (node.operation()) {
    case leafNode: case constantNode: break;
    case add: tape.adjoints[first] += adjoint; tape.adjoints[node.second] += adjoint; break;
    case subtract: tape.adjoints[first] += adjoint; tape.adjoints[node.second] -= adjoint; break;
    case multiply: {
      double x = tape.data[first];
      tape.adjoints[first] += adjoint * tape.data[node.second];
      tape.adjoints[node.second] += adjoint * x;
      break;
    }
    case relu: tape.adjoints[first] += y > 0 ? adjoint : 0; break;
    case tanhNode: tape.adjoints[first] += adjoint * (1 - y * y); break;
    }
  }
}

Storage *current = nullptr;

struct CheckedTape {
  using Number = Var;
  static void open() {
    if (!current) current = static_cast<Storage *>(std::calloc(1, sizeof(Storage)));
    current->count = 0;
    current->epoch += 2;
    current->leaves = current->epoch + 1;
  }
  static Var leaf(double value) { return made(current, leafNode, 0, 0, value, current->leaves); }
  static Var constant(double value) { return ::constant(current, value); }
  static Var apply_tanh(Var x, baseline_function function) {
    return applied(tanhNode, x, [=](double x) { return chosen_tanh(function, x); });
  }
  static Var relu(Var x) { return applied(::relu, x, [](double x) { return x > 0 ? x : 0; }); }
  static double value(Var x) { return number(x, x.storage->epoch); }
  static const double *gradients(Var root, const std::vector<Var> &leaves) {
    sweep(root);
    return root.storage->adjoints + leaves[0].index;
  }
};

}  // namespace

extern "C" const baseline checked_baseline = Workloads<CheckedTape>::all;
