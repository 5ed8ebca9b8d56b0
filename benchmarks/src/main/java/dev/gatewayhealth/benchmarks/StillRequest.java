package dev.gatewayhealth.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A request that costs nothing to ask what the filter asks of every request. */
final class StillRequest extends HttpServletRequestWrapper {

    StillRequest() {
        super(answering(HttpServletRequest.class, Map.of()));
    }

    /** Of a filter in the root context of a server without servlets. */
    static FilterConfig config() {
        ServletContext context = answering(
                ServletContext.class,
                Map.of("getContextPath", "", "getServerInfo", "benchmark", "getServletRegistrations", Map.of()));
        return answering(FilterConfig.class, Map.of("getServletContext", context));
    }

    static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getRequestURI() {
        return "/api/orders";
    }

    @Override
    public int getLocalPort() {
        return 0;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }
}
