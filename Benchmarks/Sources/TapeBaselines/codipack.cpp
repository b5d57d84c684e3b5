// CoDiPack, where CODIPACK names the folder of codi.hpp when this is built.
#include "workloads.hpp"

#if __has_include(<codi.hpp>)
#include <codi.hpp>

namespace {

struct CoDiPack {
  using Number = codi::RealReverse;

  static void open() {
    auto &tape = Number::getTape();
    tape.reset();
    tape.setActive();
  }
  static Number leaf(double value) {
    Number number = value;
    Number::getTape().registerInput(number);
    return number;
  }
  static Number constant(double value) { return value; }
  static Number apply_tanh(const Number &x, baseline_function) { return tanh(x); }
  static Number relu(const Number &x) { return codi::max(x, 0.0); }
  static double value(const Number &x) { return x.getValue(); }
  static const double *gradients(const Number &root, const std::vector<Number> &leaves) {
    static std::vector<double> results;
    auto &tape = Number::getTape();
    Number last = root;
    tape.registerOutput(last);
    tape.setPassive();
    last.setGradient(1);
    tape.evaluate();
    results.clear();
    for (const Number &leaf : leaves) results.push_back(leaf.getGradient());
    return results.data();
  }
};

}  // namespace

extern "C" const baseline *const codipack_baseline = &Workloads<CoDiPack>::all;
#else
extern "C" const baseline *const codipack_baseline = nullptr;
#endif
