package dev.gatewayhealth.servlet;

import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Enumeration;
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
        Map<String, String> values = new LinkedHashMap<>();
        ServletContext context = config.getServletContext();
        for (Enumeration<String> names = context.getInitParameterNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (name.startsWith(PREFIX)) {
                put(values, name.substring(PREFIX.length()), context.getInitParameter(name));
            }
        }
        for (Enumeration<String> names = config.getInitParameterNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            put(values, name, config.getInitParameter(name));
        }
        return Settings.readBeneath(System.getProperties(), System.getenv(), values, "init parameter");
    }

    /** Both spellings of a key are one. */
    private static void put(Map<String, String> values, String name, String value) {
        values.put(name.replace('_', '-'), value);
    }
}
