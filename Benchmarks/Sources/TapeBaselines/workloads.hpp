// The workloads, once for every tape in C++, as its users write them.
//
// A Tape has a Number with operators, and functions: open, leaf, constant, apply_tanh, relu, value, and gradients, which
// goes backward from a root and gives the derivatives by all leaves in their order.
#pragma once
#include "baselines.h"
#include <cstddef>
#include <utility>
#include <vector>

template <typename Tape>
struct Workloads {
  using Number = typename Tape::Number;
  using Numbers = std::vector<Number>;
  static constexpr int widest = 16;

  struct Network {
    const int *sizes;
    int layers;
    Numbers parameters;

    Network(const int *sizes, int layers, const double *numbers) : sizes(sizes), layers(layers) {
      int size = 0;
      for (int l = 0; l < layers; l++) size += sizes[l + 1] * (sizes[l] + 1);
      parameters.reserve(size);
      for (int p = 0; p < size; p++) parameters.push_back(Tape::leaf(numbers[p]));
    }

    template <typename Activation>
    Number output(const double *row, Activation activation) const {
      Number current[widest], next[widest];
      for (int i = 0; i < sizes[0]; i++) current[i] = Tape::constant(row[i]);
      const Number *p = parameters.data();
      for (int l = 0; l < layers; l++) {
        const int width = sizes[l], height = sizes[l + 1];
        for (int j = 0; j < height; j++, p += width + 1) {
          Number sum = p[width];
          for (int i = 0; i < width; i++) sum += p[i] * current[i];
          next[j] = activation(sum, l == layers - 1);
        }
        for (int j = 0; j < height; j++) current[j] = next[j];
      }
      return current[0];
    }

    // The mean over all rows of what `loss` makes of an output and its target.
    template <typename Activation, typename Loss>
    Number mean(const double *rows, const double *targets, int count, Activation activation, Loss loss) const {
      Number total = loss(output(rows, activation), targets[0]);
      for (int r = 1; r < count; r++) total += loss(output(rows + r * sizes[0], activation), targets[r]);
      return total * (1.0 / count);
    }

    double descend(const Number &loss, double *numbers, double rate) const {
      const double *gradients = Tape::gradients(loss, parameters);
      for (std::size_t p = 0; p < parameters.size(); p++) numbers[p] -= rate * gradients[p];
      return Tape::value(loss);
    }
  };

  static double squares(const int *sizes, int layers, double *parameters, const double *rows, const double *targets,
                        int count, double rate, baseline_function function) {
    Tape::open();
    Network network(sizes, layers, parameters);
    Number loss = network.mean(
        rows, targets, count, [=](const Number &x, bool) -> Number { return Tape::apply_tanh(x, function); },
        [](const Number &output, double target) -> Number {
          Number difference = output - target;
          return difference * difference;
        });
    return network.descend(loss, parameters, rate);
  }

  static double hinge(const int *sizes, int layers, double *parameters, const double *rows, const double *targets,
                      int count, double strength, double rate) {
    Tape::open();
    Network network(sizes, layers, parameters);
    Number loss = network.mean(
        rows, targets, count,
        [](const Number &x, bool isLast) -> Number { return isLast ? x : Tape::relu(x); },
        [](const Number &output, double target) -> Number { return Tape::relu(output * -target + 1.0); });
    const Numbers &all = network.parameters;
    Number penalty = all[0] * all[0];
    for (std::size_t p = 1; p < all.size(); p++) penalty += all[p] * all[p];
    loss += penalty * strength;
    return network.descend(loss, parameters, rate);
  }

  static double chain(long length, double start, double a, double b, double *slope, baseline_function function) {
    Tape::open();
    Numbers leaves{Tape::leaf(a), Tape::leaf(b)};
    Number x = Tape::constant(start);
    for (long i = 0; i < length / 3; i++) {
      x = x * leaves[0];
      x = x + leaves[1];
      x = Tape::apply_tanh(x, function);
    }
    *slope = Tape::gradients(x, leaves)[0];
    return Tape::value(x);
  }

  static double square(long length, double start, double *slope) {
    Tape::open();
    Numbers leaves{Tape::leaf(start)};
    Number x = leaves[0];
    for (long i = 0; i < length; i++) x = x * x + x;
    *slope = Tape::gradients(x, leaves)[0];
    return Tape::value(x);
  }

  static constexpr baseline all{squares, hinge, chain, square};
};
