package dev.gatewayhealth.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter, first in the chain, in every application that has the library. An application that declares a filter named
 * {@value GatewayHealthFilter#NAME} itself keeps its own; the Spring Boot starter does its own registering.
 */
public final class GatewayHealthInitializer implements ServletContainerInitializer {

    private static final String STARTER = "dev/gatewayhealth/spring/GatewayHealthAutoConfiguration.class";

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
        if (context.getClassLoader().getResource(STARTER) == null) {
            register(context);
        }
    }

    private static void register(ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter(GatewayHealthFilter.NAME, GatewayHealthFilter.class);
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        }
    }
}
