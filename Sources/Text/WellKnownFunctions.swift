/// Names of functions that everybody knows from Python, its math module, NumPy, SciPy or PyTorch.
///
/// Such a name is no typing error: where it is not known, the name of another function must not be
/// suggested for it, such as log for log10.
package enum WellKnownFunctions {
  /// Whether a name is one of them; upper and lower case do not count.
  package static func contain(_ name: String) -> Bool { names.contains(name.lowercased()) }

  private static let names = Set(
    """
    abs absolute acos acosh add addcdiv addcmul all any append arange arccos arccosh arcsin
    arcsinh arctan arctan2 arctanh argmax argmin around array asin asinh atan atan2 atanh
    average baddbmm bce bmm bool cbrt ceil celu clamp clamp_max clamp_min clip comb complex
    concatenate conj convolve copysign cos cosh cosine_similarity cross cross_entropy cumprod
    cumsum deg2rad degrees detach diag dict diff digamma dist divide divmod dot dropout einsum
    elu entr equal erf erfc erfcx erfinv exp exp2 expit expm1 eye fabs factorial fix float
    float_power floor floor_divide fma fmax fmin fmod frexp fsum gamma gather gcd gelu glu
    gradient greater hardshrink hardsigmoid hardswish hardtanh heaviside histogram huber
    huber_loss hypot i0 imag inner int interp isclose isfinite isinf isnan isqrt item kl_div l1
    l1_loss layer_norm lcm ldexp leaky_relu len lerp less lgamma linear linspace list log log10
    log1p log2 log_ndtr log_sigmoid log_softmax logaddexp logaddexp2 logcumsumexp logit
    logsigmoid logsumexp mae map matmul max maximum mean median min minimum mish mm mod modf
    mse_loss mul multigammaln multiply mv mvlgamma nan_to_num nanmax nanmean nanmin nansum ndtr
    ndtri neg negative nextafter nll nll_loss norm normalize not_equal numel ones outer
    percentile perm polygamma positive pow power prelu prod psi ptp quantile rad2deg radians
    rand randn range real reciprocal relu relu6 remainder reshape reversed rint roll round rrelu
    rsqrt selu set sgn sigmoid sign signbit silu sin sinc sinh size smooth_l1_loss softmax
    softmin softplus softshrink softsign sort sorted spacing sqrt square squeeze stack std str
    sub subtract sum sumprod swish take tan tanh tanhshrink threshold tile topk trace transpose
    trapezoid tril triu true_divide trunc tuple type ulp unique var vdot view where xlog1py
    xlogy zeros zip
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
