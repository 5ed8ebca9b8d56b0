package dev.gatewayhealth.servlet;

import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter, first in the chain, in every application that has the library. An application that declares a filter named
 * {@value GatewayHealthFilter#NAME} itself keeps its own; the Spring Boot starter does its own registering.
 */
public final class GatewayHealthInitializer implements ServletContainerInitializer {

    private static final String STARTER = "dev/gatewayhealth/spring/GatewayHealthAutoConfiguration.class";

    /** For the container, which finds it as a service. */
    public GatewayHealthInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
        Settings settings = InitParameters.read(context).settings();
        if (settings.enabled() && !starterIsThere(context)) {
            register(context);
            map(context, settings);
        }
    }

    private static boolean starterIsThere(ServletContext context) {
        ClassLoader its = context.getClassLoader();
        // An embedded Jetty that was given no loader has none to show.
        ClassLoader loader = its == null ? GatewayHealthInitializer.class.getClassLoader() : its;
        return loader.getResource(STARTER) != null;
    }

    private static void register(ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter(GatewayHealthFilter.NAME, GatewayHealthFilter.class);
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        }
    }

    /** Each path by itself: one that the application has mapped is the application's. */
    private static void map(ServletContext context, Settings settings) {
        ServletRegistration.Dynamic servlet = context.addServlet(GatewayHealthFilter.NAME, GatewayHealthServlet.class);
        if (servlet != null) {
            servlet.addMapping(settings.path());
            servlet.addMapping(settings.path() + "/live");
            if (settings.adminToken() != null) {
                servlet.addMapping(settings.path() + "/report");
            }
        }
    }
}
