package dev.gatewayhealth.servlet;

import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings for a filter that a container made: system properties, the environment and the file they name, then the filter's own init
 * parameters, then the context's that begin with {@code gateway-health.}.
 */
final class InitParameters {

    private static final String PREFIX = "gateway-health.";

    private InitParameters() {}

    static Settings.Outcome read(FilterConfig config) {
        Map<String, String> values = beneathPrefix(config.getServletContext());
        for (String name : Collections.list(config.getInitParameterNames())) {
            put(values, name, config.getInitParameter(name));
        }
        return read(values);
    }

    /** Without any filter. */
    static Settings.Outcome read(ServletContext context) {
        return read(beneathPrefix(context));
    }

    private static Settings.Outcome read(Map<String, String> values) {
        return Settings.readBeneath(System.getProperties(), System.getenv(), values, "init parameter");
    }

    private static Map<String, String> beneathPrefix(ServletContext context) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            if (name.startsWith(PREFIX)) {
                put(values, name.substring(PREFIX.length()), context.getInitParameter(name));
            }
        }
        return values;
    }

    /** Both spellings of a key are one. */
    private static void put(Map<String, String> values, String name, String value) {
        values.put(name.replace('_', '-'), value);
    }
}
