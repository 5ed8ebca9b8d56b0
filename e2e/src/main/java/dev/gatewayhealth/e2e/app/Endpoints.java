package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Set;

/** All endpoints and their paths; found by every Tomcat, embedded or standalone. */
public final class Endpoints implements ServletContainerInitializer {

    private final Leak leak = new Leak();

    private final Map<String, Endpoint> byPath = Map.ofEntries(
            Map.entry("/hello", (request, response) -> response.getWriter().print("hello")),
            Map.entry("/error", (request, response) -> response.sendError(500)),
            Map.entry("/slow", new SlowHeader()),
            Map.entry("/header", new TrickledHeader()),
            Map.entry("/stall", new StalledBody()),
            Map.entry("/trickle", new TrickledBody()),
            Map.entry("/big", new BigBody()),
            // Linked only where it is asked for, as it names Tomcat's classes.
            Map.entry("/wrong", (request, response) -> new WrongResponse().serve(request, response)),
            Map.entry("/roomy", (request, response) -> new WrongResponse().serve(request, response)),
            Map.entry("/do", new Script()),
            Map.entry("/async", new Async()),
            Map.entry("/events", new Events()),
            Map.entry(
                    "/async/never", (request, response) -> request.startAsync().setTimeout(0)),
            Map.entry("/upload", new Upload()),
            Map.entry("/fill", new Fill()),
            Map.entry("/garbage", new Garbage()),
            Map.entry("/echo", new Echo()),
            Map.entry("/deadlock", new DeadLock()),
            // Linked only where it is asked for: it names Tomcat's classes, and WildFly has none.
            Map.entry("/stop-listening", (request, response) -> new StopListening().serve(request, response)),
            Map.entry("/leak", leak),
            Map.entry("/leak/close", leak.closing()));

    @Override
    public void onStartup(Set<Class<?>> none, ServletContext context) {
        byPath.forEach((path, endpoint) -> {
            ServletRegistration.Dynamic servlet = context.addServlet(path, new EndpointServlet(endpoint));
            servlet.addMapping(path);
            servlet.setAsyncSupported(true);
        });
    }
}
