package dev.gatewayhealth.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of a resource is used, in its own unit.
 *
 * @param used at least 0
 * @param limit where it runs out, above 0; {@link Double#POSITIVE_INFINITY} where it has none
 * @param source who set the limit, for example {@code connector :8080} or {@code RLIMIT_NOFILE}
 * @param waiting how many wait for it, 0 where nobody can
 * @param evidence further values worth showing in a finding
 */
public record Usage(double used, double limit, String source, long waiting, Map<String, Object> evidence)
        implements Reading {

    /**
     * All are in their range.
     *
     * @param used see {@link #used()}
     * @param limit see {@link #limit()}
     * @param source see {@link #source()}
     * @param waiting see {@link #waiting()}
     * @param evidence see {@link #evidence()}
     * @throws IllegalArgumentException if one is not
     */
    public Usage {
        if (used < 0 || !(limit > 0) || waiting < 0) {
            throw new IllegalArgumentException("used " + used + ", limit " + limit + ", waiting " + waiting);
        }
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /**
     * {@return a usage of which nothing else is worth showing}
     *
     * @param used at least 0
     * @param limit where it runs out, above 0
     * @param source who set the limit
     */
    public static Usage of(double used, double limit, String source) {
        return new Usage(used, limit, source, 0, Map.of());
    }

    /** {@return the share that is left: 1 − used/limit, not below 0} */
    public double headroom() {
        return Math.max(0, 1 - used / limit);
    }

    /** {@return whether the next one who needs it cannot have it} */
    public boolean exhausted() {
        return used >= limit;
    }
}
