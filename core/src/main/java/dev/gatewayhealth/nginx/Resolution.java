package dev.gatewayhealth.nginx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one client's request: the location that serves it and every value in force there.
 *
 * @param values by the name the machine form gives them; a value that is absent is unknown, null means none
 * @param steps how it came to that, in words
 */
public record Resolution(Map<String, @Nullable Object> values, List<String> steps) {

    /**
     * Keeps copies, the values in their order.
     *
     * @param values copied
     * @param steps copied
     */
    public Resolution {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        steps = List.copyOf(steps);
    }
}
