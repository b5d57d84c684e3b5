// ADOL-C, where it is installed: `apt-get install libadolc-dev`.
#include "workloads.hpp"

#if __has_include(<adolc/adolc.h>)
#include <adolc/adolc.h>

namespace {

struct ADOLC {
  using Number = adouble;
  static constexpr short tag = 1;

  static void open() {
    // So much that nothing goes to files.
    constexpr unsigned most = 1u << 26;
    trace_on(tag, 1, most, most, most, most);
  }
  static adouble leaf(double value) {
    adouble number;
    number <<= value;
    return number;
  }
  static adouble constant(double value) { return value; }
  static adouble apply_tanh(const adouble &x, baseline_function) { return tanh(x); }
  static adouble relu(const adouble &x) { return fmax(x, 0.0); }
  static double value(const adouble &x) { return x.value(); }
  static const double *gradients(const adouble &root, const std::vector<adouble> &leaves) {
    static std::vector<double> results;
    results.resize(leaves.size());
    double value, one = 1;
    adouble last = root;
    last >>= value;
    trace_off();
    fos_reverse(tag, 1, static_cast<int>(leaves.size()), &one, results.data());
    return results.data();
  }
};

}  // namespace

extern "C" const baseline *const adolc_baseline = &Workloads<ADOLC>::all;
#else
extern "C" const baseline *const adolc_baseline = nullptr;
#endif
