package dev.gatewayhealth.benchmarks.anchors;

/** What a run says about a bar. A run whose control wavers says nothing, and never that the bar is met. */
enum Verdict {
    PASSED,
    MISSED,
    INCONCLUSIVE;

    /** The fewest paired slices a ratio is judged by. */
    static final int SLICES = 60;

    /** How far from 1 the second copy of the baseline may be. */
    static final double CONTROL = 0.03;

    /** What the service may cost with us, as a share of what it costs without. */
    static final double RATIO = 1.05;

    /**
     * On CPU per request.
     *
     * @param control the second copy of the baseline, divided by the first
     * @param ours the same of ours
     */
    static Verdict ofRatio(Interval control, Interval ours) {
        boolean steady = control.within(1 - CONTROL, 1 + CONTROL);
        if (ours.count() < SLICES || control.count() < SLICES || !steady) {
            return INCONCLUSIVE;
        }
        return ours.high() <= RATIO ? PASSED : MISSED;
    }

    /** On what is added, where no more than {@code most} may be. */
    static Verdict ofAdded(Interval added, double most) {
        if (added.high() <= most) {
            return PASSED;
        }
        return added.low() > most ? MISSED : INCONCLUSIVE;
    }

    /**
     * On bytes per request, which repeat to a few.
     *
     * @param control what the second copy of the baseline adds to the first
     */
    static Verdict ofBytes(double control, double ours, double most) {
        if (Math.abs(control) > most) {
            return INCONCLUSIVE;
        }
        return ours <= most ? PASSED : MISSED;
    }

    /** As the page shows it. */
    String word() {
        return "*" + name().toLowerCase(java.util.Locale.ROOT) + "*";
    }
}
