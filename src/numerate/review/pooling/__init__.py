"""Pooled effects: measures of effect, models, heterogeneity, sensitivity, small-study effects.

The numbers are our own, on the standard library: of the libraries that have them one is wrong on
homogeneous sets, the others weigh 150 MB, and the origin of a pooled number should be a line that
its reader can open. Every result agrees with metafor's tightened one to 1e-8 (docs/pooling.md).

What other rooms may use, and what stays as it is:

1. **Rows to effects.** Each returns an ``EffectSet`` (``measure``, ``effects`` with ``study``,
   ``y``, ``v``, ``n``; ``left_out`` with reasons; ``rule`` as words for Methods; ``back(value)``
   to the printed scale). Impossible rows raise ValueError with the study's key.
   - ``twogroups``: ``risks(TwoByTwo…, "RR"|"OR"|"RD", ZeroCells())``, ``rate_ratios(Rates…)``,
     ``mean_differences(Means…)``, ``standardised(Means…, variance, exact=)``, ``ratios_of_means``.
   - ``onegroup``: ``proportions(Share…, "PLO"|"PFT"|"PAS"|"PLN"|"PR")``, ``rates(Count…)``,
     ``correlations(Correlation…)``; ``exact_interval`` and ``score_interval`` of one study.
   - ``effectsizes``: ``generic(Reported…, measure)``: an estimate with se, variance or interval.
2. **Effects to one effect.** ``pooled.pool(effects, method, test, form, level=)`` → ``Pooled``
   (``k``, ``estimate``, ``se``, ``interval``, ``p``, ``heterogeneity``, ``prediction``,
   ``weights``).
   ``sparse.mantel_haenszel``, ``sparse.peto``, ``sparse.rate_ratio`` → the same
   value; ``multilevel.three_level``.
3. **Differences and sensitivity.** ``subgroups.subgroups``, ``metaregression.regress``,
   ``sensitivity.leave_one_out``, ``sensitivity.cumulative``; ``asymmetry.egger``, ``begg``,
   ``trim_and_fill``, ``fail_safe`` (the first three refuse fewer than ten studies unless asked).
4. **Before and after.** ``conversions`` (what papers report into what is pooled), ``plausibility``
   (findings about rows that look like extraction errors), ``absolute`` (events per 1000),
   ``certainty`` (GRADE levels from reasons).

A value that the data do not give is ``NotEstimable(reason)`` (``estimability``), never 0 or nan; so
``Value`` is ``float | NotEstimable`` and ``Range`` is ``Interval | NotEstimable``.
"""
