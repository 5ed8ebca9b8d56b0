package dev.gatewayhealth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayHealthInitializerTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void registersTheFilterWhereTheContextHasNoClassLoaderToShow() {
        new GatewayHealthInitializer().onStartup(null, contextWithoutAnything());

        assertThat(asked).contains("getClassLoader", "addFilter", "addServlet");
    }

    /** As an embedded Jetty's is, to which no class loader was given. */
    private ServletContext contextWithoutAnything() {
        return (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return method.getName().equals("getInitParameterNames") ? Collections.emptyEnumeration() : null;
                });
    }
}
